/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.app.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PendingBoundariesTest {

    private static final Duration INTERVAL = Duration.ofMillis(100);
    private static final Duration OUT_OF_ORDERNESS = Duration.ofMillis(10);

    private final PendingBoundaries boundaries = new PendingBoundaries(INTERVAL, OUT_OF_ORDERNESS);

    @Test
    void passesABoundaryOnceTheWatermarkCan() {
        boundaries.sent(50);
        assertThat(boundaries.passedAt(109)).isEmpty();
        assertThat(boundaries.passedAt(110)).containsExactly(100L);
        assertThat(boundaries.passedAt(110)).isEmpty();
    }

    @Test
    void countsAnInteractionAtABoundaryToTheNext() {
        boundaries.sent(100);
        assertThat(boundaries.passedAt(1_000)).containsExactly(200L);
    }

    @Test
    void skipsBoundariesWithoutAnInteraction() {
        boundaries.sent(50);
        boundaries.sent(450);
        assertThat(boundaries.passedAt(10_000)).containsExactly(100L, 500L);
    }

    @Test
    void leavesTheBoundaryAfterTheLastInteractionToTheEnd() {
        boundaries.sent(95);
        boundaries.sent(105);
        assertThat(boundaries.rest()).containsExactly(100L, 200L);
        assertThat(boundaries.rest()).isEmpty();
    }

    @Test
    void tellsTheEventTimeThatBringsWatermarksToABoundary() {
        assertThat(boundaries.heartbeatFor(100)).isEqualTo(110);
    }
}
