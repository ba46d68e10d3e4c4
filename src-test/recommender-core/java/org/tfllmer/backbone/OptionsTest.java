/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.backbone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class OptionsTest {

    @Test
    void aBadOptionIsNamedWithItsValue() {
        refused(() -> sasRec(0, 2, 2, 0.1), "backbone.dimension must be 1 or more, was 0");
        refused(() -> sasRec(8, 0, 2, 0.1), "backbone.layers must be 1 or more, was 0");
        refused(() -> sasRec(8, 2, 3, 0.1), "backbone.heads must divide backbone.dimension 8, was 3");
        refused(() -> sasRec(8, 2, 2, Double.NaN), "backbone.temperature must be above 0 and finite, was NaN");
        refused(() -> new BackboneOptions(BackboneKind.GRU4REC, 8, 1, 2, 8, 5, Normalisation.ITEMS, 1),
                "backbone.heads must be 1 for GRU4REC, was 2");
        refused(() -> new BackboneOptions(BackboneKind.GRU4REC, 8, 1, 1, 8, 5, null, 1),
                "backbone.normalisation must be given");
        refused(() -> new OptimiserOptions(OptimiserOptions.Algorithm.ADAM, 0, 0, 0, 0),
                "fine-tune.learning-rate must be above 0 and finite, was 0.0");
        refused(() -> new LossOptions(-1, 1), "fine-tune.negatives must be 0 or more, was -1");
        refused(() -> new TrainingBounds(1, 1, Duration.ZERO), "fine-tune.max-time must be above 0, was PT0S");
        refused(() -> new TrainingOptions(1, 1, false, 0, 0, LossOptions.defaults(), OptimiserOptions.defaults(),
                TrainingBounds.epochs(1)), "fine-tune.dropout must be at least 0 and below 1, was 1.0");
        refused(() -> ComputeDevice.of("gpu"), "fine-tune.device must be auto, cpu or cuda:N, was gpu");
        refused(() -> ComputeDevice.of("cuda:999"), "fine-tune.device is cuda:999, but libtorch finds ");
    }

    @Test
    void theDeviceAutoIsAlwaysThere() {
        assertThat(ComputeDevice.of("auto").name()).matches("cpu|cuda:0");
        assertThat(ComputeDevice.of("cpu").isCuda()).isFalse();
    }

    private static BackboneOptions sasRec(int dimension, int layers, int heads, double temperature) {
        return new BackboneOptions(
                BackboneKind.SASREC, dimension, layers, heads, 8, 5, Normalisation.ITEMS, temperature);
    }

    private static void refused(ThrowingCallable callable, String message) {
        assertThatThrownBy(callable).isInstanceOf(IllegalArgumentException.class).hasMessageStartingWith(message);
    }
}
