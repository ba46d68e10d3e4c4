/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.config;

import java.time.Duration;

/**
 * How the co-occurrence graph grows and when it is told.
 *
 * @param historyLength    with how many of the user's last distinct items an item co-occurs
 * @param publishInterval  event time between two publications of an item's edges
 * @param snapshotInterval event time between two graph snapshots, a multiple of {@code publishInterval}
 */
public record GraphOptions(int historyLength, Duration publishInterval, Duration snapshotInterval) {

    public GraphOptions {
        Checks.atLeast(1, JobOptions.HISTORY_LENGTH, historyLength);
        Checks.positive(JobOptions.PUBLISH_INTERVAL, publishInterval);
        Checks.positive(JobOptions.SNAPSHOT_INTERVAL, snapshotInterval);
        if (snapshotInterval.toMillis() % publishInterval.toMillis() != 0) {
            throw new IllegalArgumentException(JobOptions.SNAPSHOT_INTERVAL.key() + " must be a multiple of "
                    + JobOptions.PUBLISH_INTERVAL.key() + ", were " + snapshotInterval + " and " + publishInterval);
        }
    }
}
