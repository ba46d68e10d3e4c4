/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.backbone;

import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Generator;
import org.bytedeco.pytorch.GeneratorOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Sets a part of the values to 0 and scales the others up to keep the expected sum. Draws from a generator of its own:
 * libtorch's common one is shared by all threads of the process, so two trainings would disturb each other.
 */
final class Dropout implements AutoCloseable {

    /** Lets everything through; for prediction. */
    static final Dropout NONE = new Dropout(0, null);

    private final double rate;
    private final Generator generator;

    private Dropout(double rate, Generator generator) {
        this.rate = rate;
        this.generator = generator;
    }

    static Dropout of(double rate, long seed, Device device) {
        Generator generator = torch.globalContext().defaultGenerator(device).clone();
        generator.set_current_seed(seed);
        return new Dropout(rate, generator);
    }

    Tensor apply(Tensor values) {
        if (rate == 0) {
            return values;
        }
        Tensor kept = torch.empty_like(values).bernoulli_(1 - rate, new GeneratorOptional(generator));
        return values.mul(kept.div_(new Scalar(1 - rate)));
    }

    @Override
    public void close() {
        if (generator != null) {
            generator.close();
        }
    }
}
