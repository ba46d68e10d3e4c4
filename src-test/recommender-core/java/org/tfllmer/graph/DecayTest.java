/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class DecayTest {

    private final Decay decay = new Decay(Duration.ofMillis(100));

    @Test
    void aWeightHalvesWithEachHalfLife() {
        assertThat(decay.factor(50, 150)).isEqualTo(0.5);
        assertThat(decay.factor(50, 350)).isEqualTo(0.125);
    }

    @Test
    void movedInStepsOrAtOnceIsTheSame() {
        double steps = decay.factor(0, 37) * decay.factor(37, 61) * decay.factor(61, 1_000);
        assertThat(steps).isCloseTo(decay.factor(0, 1_000), within(1e-15));
    }

    @Test
    void whatWasTakenBackIsNothingAtAnyTime() {
        assertThat(decay.factor(10, 90) * decay.factor(90, 10)).isCloseTo(1, within(1e-15));
    }

    @Test
    void withoutAHalfLifeNothingDecays() {
        assertThat(Decay.NONE.factor(0, Long.MAX_VALUE)).isEqualTo(1);
    }

    @Test
    void aNegativeHalfLifeIsRefused() {
        assertThatThrownBy(() -> new Decay(Duration.ofMillis(-1))).hasMessageContaining("PT-0.001S");
    }
}
