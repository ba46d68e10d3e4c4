/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.backbone;

import java.util.Map;
import org.bytedeco.pytorch.Adam;
import org.bytedeco.pytorch.AdamOptions;
import org.bytedeco.pytorch.AdamW;
import org.bytedeco.pytorch.AdamWOptions;
import org.bytedeco.pytorch.Optimizer;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** Turns gradients into steps. From creation to close its tensors collect gradients; no others do. */
final class Optimiser implements AutoCloseable {

    private final OptimiserOptions options;
    private final TensorVector learned;
    private final Optimizer optimizer;
    private int step;

    Optimiser(OptimiserOptions options, Map<String, Tensor> parameters) {
        this.options = options;
        learned = new TensorVector();
        for (Tensor tensor : parameters.values()) {
            tensor.requires_grad_(true);
            learned.push_back(tensor);
        }
        optimizer = switch (options.algorithm()) {
            case ADAM -> {
                AdamOptions adam = new AdamOptions(options.learningRate());
                adam.weight_decay().put(options.weightDecay());
                yield new Adam(learned, adam);
            }
            case ADAMW -> {
                AdamWOptions adam = new AdamWOptions(options.learningRate());
                adam.weight_decay().put(options.weightDecay());
                yield new AdamW(learned, adam);
            }
        };
    }

    /** Uses up the gradients collected; returns the learning rate it went with. */
    double step() {
        step++;
        double learningRate = options.learningRateAt(step);
        optimizer.param_groups().get(0).options().set_lr(learningRate);
        if (options.gradientClip() > 0) {
            torch.clip_grad_norm_(learned, options.gradientClip());
        }
        optimizer.step();
        optimizer.zero_grad();
        return learningRate;
    }

    @Override
    public void close() {
        for (long i = 0; i < learned.size(); i++) {
            learned.get(i).requires_grad_(false);
        }
        optimizer.zero_grad();
        optimizer.close();
        learned.close();
    }
}
