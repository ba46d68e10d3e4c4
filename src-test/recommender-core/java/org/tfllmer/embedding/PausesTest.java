/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PausesTest {

    private static final Clock NOON = Clock.fixed(Instant.parse("2026-03-01T12:00:00Z"), ZoneOffset.UTC);

    @Test
    void aPauseDoublesWithinItsJitterAndHasALimit() {
        BackOff backOff = new BackOff(Duration.ofMillis(100), Duration.ofSeconds(1), new SplittableRandom(1));
        for (int failed = 1; failed <= 70; failed++) {
            long span = failed > 4 ? 1_000 : 100L << failed - 1;
            assertThat(backOff.after(failed, Optional.empty()))
                    .isBetween(Duration.ofMillis(span / 2), Duration.ofMillis(span));
        }
    }

    @Test
    void theServersPauseIsKeptUpToTheLimit() {
        BackOff backOff = new BackOff(Duration.ofMillis(1), Duration.ofSeconds(60), new SplittableRandom(1));
        assertThat(backOff.after(1, Optional.of(Duration.ofSeconds(7)))).isEqualTo(Duration.ofSeconds(7));
        assertThat(backOff.after(1, Optional.of(Duration.ofHours(7)))).isEqualTo(Duration.ofSeconds(60));
    }

    @Test
    void retryAfterIsSecondsOrADate() {
        assertThat(RetryAfter.parse(" 120 ", NOON)).contains(Duration.ofMinutes(2));
        assertThat(RetryAfter.parse("Sun, 01 Mar 2026 12:00:30 GMT", NOON)).contains(Duration.ofSeconds(30));
        assertThat(RetryAfter.parse("Sun, 01 Mar 2026 11:00:00 GMT", NOON)).contains(Duration.ZERO);
        assertThat(RetryAfter.parse("soon", NOON)).isEmpty();
    }

    @Test
    void requestsAreSpacedEvenlyAndNoneIsSavedUp() {
        RateLimit rate = new RateLimit(10);
        assertThat(rate.take(0)).isZero();
        assertThat(rate.take(0)).isEqualTo(100_000_000);
        assertThat(rate.take(50_000_000)).isEqualTo(150_000_000);
        assertThat(rate.take(900_000_000)).isZero();
        assertThat(rate.take(900_000_000)).isEqualTo(100_000_000);
    }
}
