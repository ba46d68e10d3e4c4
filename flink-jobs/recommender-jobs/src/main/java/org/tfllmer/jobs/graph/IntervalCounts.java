/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.graph;

/**
 * What one subtask counted between two snapshot boundaries.
 *
 * @param boundary  the later one, milliseconds since 1970 UTC
 * @param deletions users forgotten on request
 * @param users     that were new, less those that expired or were forgotten
 */
public record IntervalCounts(long boundary, long accepted, long duplicates, long deletions, long users) {

    static IntervalCounts none(long boundary) {
        return new IntervalCounts(boundary, 0, 0, 0, 0);
    }

    /** Whether anything came, so that a snapshot is due. A user who expires changes no edge. */
    boolean isOccasion() {
        return accepted + duplicates + deletions > 0;
    }

    public IntervalCounts plus(IntervalCounts other) {
        return new IntervalCounts(Math.max(boundary, other.boundary), accepted + other.accepted,
                duplicates + other.duplicates, deletions + other.deletions, users + other.users);
    }
}
