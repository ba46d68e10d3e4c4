/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.backbone;

import java.io.Serializable;
import java.util.Locale;

/**
 * How gradients become steps: Adam (Kingma and Ba 2015) or AdamW (Loshchilov and Hutter 2019), β = (0.9, 0.999).
 *
 * @param algorithm whether weight decay is part of the gradient ({@code ADAM}) or applied beside it ({@code ADAMW})
 * @param warmUpSteps steps over which the learning rate rises evenly to its value; 0 starts at the value
 * @param weightDecay 0 for none; on item vectors it pulls δ to 0, so the vectors back to where they started
 * @param gradientClip largest Euclidean norm of all gradients together; 0 leaves them as they are
 */
public record OptimiserOptions(
        Algorithm algorithm, double learningRate, int warmUpSteps, double weightDecay, double gradientClip) implements Serializable {

    /** The optimisers there are. */
    public enum Algorithm {
        ADAM,
        ADAMW;

        /** How the option's value is written. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public OptimiserOptions {
        OptionChecks.given("fine-tune.optimiser", algorithm);
        OptionChecks.positive("fine-tune.learning-rate", learningRate);
        OptionChecks.notNegative("fine-tune.warm-up-steps", warmUpSteps);
        OptionChecks.notNegative("fine-tune.weight-decay", weightDecay);
        OptionChecks.notNegative("fine-tune.gradient-clip", gradientClip);
    }

    /** Adam at 0.001, 100 steps of warm-up, no weight decay, gradients clipped at 5. */
    public static OptimiserOptions defaults() {
        return new OptimiserOptions(Algorithm.ADAM, 1e-3, 100, 0, 5);
    }

    /** The learning rate of a step, counted from 1. */
    double learningRateAt(int step) {
        return step >= warmUpSteps ? learningRate : learningRate * step / warmUpSteps;
    }
}
