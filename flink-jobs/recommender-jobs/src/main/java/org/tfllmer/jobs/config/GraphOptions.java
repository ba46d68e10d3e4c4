/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.config;

import java.io.Serializable;
import java.time.Duration;
import org.tfllmer.graph.PairingOptions;
import org.tfllmer.graph.RowRules;

/**
 * How the co-occurrence graph grows, what of it is kept and when it is told.
 *
 * @param pairing           what a user's interactions say about pairs
 * @param typeWeights       what an interaction of each type weighs
 * @param rules             decay and expiry of edges
 * @param neighbours        how many an item keeps; 0 for all
 * @param forgetHorizon     event time within which what a user added can be taken back
 * @param publishInterval   event time between two publications of an item's edges
 * @param snapshotInterval  event time between two graph snapshots, a multiple of {@code publishInterval}
 * @param snapshotHistories whether snapshots hold the users' histories, too
 * @param cacheEntries      elements that each keyed step may hold on the heap in each subtask
 */
public record GraphOptions(
        PairingOptions pairing,
        TypeWeights typeWeights,
        RowRules rules,
        int neighbours,
        Duration forgetHorizon,
        Duration publishInterval,
        Duration snapshotInterval,
        boolean snapshotHistories,
        int cacheEntries)
        implements Serializable {

    public GraphOptions {
        Checks.atLeast(0, JobOptions.NEIGHBOURS, neighbours);
        Checks.notNegative(JobOptions.FORGET_HORIZON, forgetHorizon);
        Checks.positive(JobOptions.PUBLISH_INTERVAL, publishInterval);
        Checks.positive(JobOptions.SNAPSHOT_INTERVAL, snapshotInterval);
        Checks.atLeast(1, JobOptions.CACHE_ENTRIES, cacheEntries);
        if (snapshotInterval.toMillis() % publishInterval.toMillis() != 0) {
            throw new IllegalArgumentException(JobOptions.SNAPSHOT_INTERVAL.key() + " must be a multiple of "
                    + JobOptions.PUBLISH_INTERVAL.key() + ", were " + snapshotInterval + " and " + publishInterval);
        }
    }
}
