/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.graph;

/**
 * What one subtask counted between two snapshot boundaries.
 *
 * @param boundary the later one, milliseconds since 1970 UTC
 * @param users    that were new
 */
public record IntervalCounts(long boundary, long accepted, long duplicates, long users) {

    static IntervalCounts none(long boundary) {
        return new IntervalCounts(boundary, 0, 0, 0);
    }

    public IntervalCounts plus(IntervalCounts other) {
        return new IntervalCounts(Math.max(boundary, other.boundary), accepted + other.accepted,
                duplicates + other.duplicates, users + other.users);
    }
}
