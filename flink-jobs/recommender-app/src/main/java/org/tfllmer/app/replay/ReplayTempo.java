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
 */
public record ReplayTempo(Speed speed, Duration snapshotInterval, Duration outOfOrderness) {

    PendingBoundaries boundaries() {
        return new PendingBoundaries(snapshotInterval, outOfOrderness);
    }

    Pace pace() {
        return new Pace(speed);
    }

    boolean waitsForGenerations() {
        return speed instanceof Speed.Maximal;
    }
}
