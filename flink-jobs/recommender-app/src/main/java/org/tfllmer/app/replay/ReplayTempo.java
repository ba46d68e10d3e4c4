/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.app.replay;

import java.time.Duration;

/**
 * How fast a replay goes and where it looks up.
 *
 * @param snapshotInterval event time between two boundaries
 * @param outOfOrderness   how far watermarks are behind the newest event time
 * @param idleTimeout      when a silent partition no longer holds up event time
 */
public record ReplayTempo(Speed speed, Duration snapshotInterval, Duration outOfOrderness, Duration idleTimeout) {

    private static final int HEARTBEATS_BEFORE_IDLE = 3;

    PendingBoundaries boundaries() {
        return new PendingBoundaries(snapshotInterval, outOfOrderness);
    }

    Pace pace() {
        return new Pace(speed);
    }

    Duration betweenHeartbeats() {
        return idleTimeout.dividedBy(HEARTBEATS_BEFORE_IDLE);
    }

    boolean waitsForGenerations() {
        return speed instanceof Speed.Maximal;
    }
}
