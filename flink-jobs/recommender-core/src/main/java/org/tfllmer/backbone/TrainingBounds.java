/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.backbone;

import java.io.Serializable;
import java.time.Duration;

/**
 * When training ends at the latest; whichever bound is met first counts.
 *
 * @param time checked between steps, so overrun by one step at most
 */
public record TrainingBounds(int epochs, int steps, Duration time) implements Serializable {

    public TrainingBounds {
        OptionChecks.positive("fine-tune.epochs", epochs);
        OptionChecks.positive("fine-tune.max-steps", steps);
        OptionChecks.given("fine-tune.max-time", time);
        if (time.isNegative() || time.isZero()) {
            throw new IllegalArgumentException("fine-tune.max-time must be above 0, was " + time);
        }
    }

    public static TrainingBounds epochs(int epochs) {
        return new TrainingBounds(epochs, Integer.MAX_VALUE, Duration.ofDays(365));
    }
}
