/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.app.replay;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.tfllmer.graph.Boundaries;

/**
 * The boundaries of graph snapshots that are still to come, given what was sent. A boundary without an interaction
 * since the one before has no snapshot.
 */
final class PendingBoundaries {

    private final Boundaries boundaries;
    private final long outOfOrderness;
    private final NavigableSet<Long> pending = new TreeSet<>();

    /** @param outOfOrderness how far watermarks are behind the newest event time */
    PendingBoundaries(Duration interval, Duration outOfOrderness) {
        this.boundaries = new Boundaries(interval.toMillis());
        this.outOfOrderness = outOfOrderness.toMillis();
    }

    /**
     * Takes the boundaries that watermarks pass with the first interaction at {@code eventTime}, earliest first.
     *
     * @param eventTime milliseconds since 1970 UTC, as everywhere here
     */
    List<Long> passedAt(long eventTime) {
        return take(pending.headSet(eventTime - outOfOrderness, true));
    }

    /** Takes all that are left, earliest first. */
    List<Long> rest() {
        return take(pending);
    }

    void sent(long eventTime) {
        pending.add(boundaries.after(eventTime));
    }

    /** The event time that makes watermarks pass {@code boundary}, and makes no interaction after it late. */
    long heartbeatFor(long boundary) {
        return boundary + outOfOrderness;
    }

    private static List<Long> take(NavigableSet<Long> boundaries) {
        List<Long> taken = new ArrayList<>(boundaries);
        boundaries.clear();
        return taken;
    }
}
