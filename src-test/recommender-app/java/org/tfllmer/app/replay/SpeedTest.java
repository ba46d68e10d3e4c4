/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.app.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpeedTest {

    private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();

    @Test
    void neverWaitsAtTheGreatestSpeed() {
        assertThat(Speed.parse("max").dueNanos(DAY_MILLIS, 1_000)).isZero();
    }

    @Test
    void shortensTimeByAFactor() {
        assertThat(Speed.parse("2880x").dueNanos(DAY_MILLIS, 1_000)).isEqualTo(Duration.ofSeconds(30).toNanos());
    }

    @Test
    void slowsDownByAFactorBelowOne() {
        assertThat(Speed.parse("0.5x").dueNanos(1, 0)).isEqualTo(Duration.ofMillis(2).toNanos());
    }

    @Test
    void spacesInteractionsEvenlyByARate() {
        assertThat(Speed.parse("500/s").dueNanos(DAY_MILLIS, 1_000)).isEqualTo(Duration.ofSeconds(2).toNanos());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "fast", "100", "-1x", "0x", "0.0/s", "1e3x", "x", "NaNx", "MAX"})
    void refusesWhatIsNoSpeed(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Speed.parse(text))
                .withMessage("must be max, a factor such as 100x or a rate such as 500/s, was " + text);
    }
}
