/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.graph;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.tfllmer.graph.Boundaries;

/** What one subtask counts until the snapshot boundaries ahead. */
final class OpenCounts {

    private final Boundaries boundaries;
    private final TreeMap<Long, IntervalCounts> counts = new TreeMap<>();

    OpenCounts(Boundaries boundaries, Iterable<IntervalCounts> saved) {
        this.boundaries = boundaries;
        saved.forEach(this::add);
    }

    private void add(IntervalCounts more) {
        counts.merge(more.boundary(), more, IntervalCounts::plus);
    }

    void accepted(long time) {
        add(new IntervalCounts(boundaries.after(time), 1, 0, 0, 0));
    }

    void duplicate(long time) {
        add(new IntervalCounts(boundaries.after(time), 0, 1, 0, 0));
    }

    void deletion(long time) {
        add(new IntervalCounts(boundaries.after(time), 0, 0, 1, 0));
    }

    void users(long time, int more) {
        add(new IntervalCounts(boundaries.after(time), 0, 0, 0, more));
    }

    /** The earliest boundary with anything to tell, {@link Long#MAX_VALUE} for none. */
    long first() {
        return counts.isEmpty() ? Long.MAX_VALUE : counts.firstKey();
    }

    /** All that was counted up to a boundary, as of it. */
    IntervalCounts takeUpTo(long boundary) {
        Map<Long, IntervalCounts> reached = counts.headMap(boundary, true);
        IntervalCounts sum = reached.values().stream().reduce(IntervalCounts.none(boundary), IntervalCounts::plus);
        reached.clear();
        return sum;
    }

    List<IntervalCounts> all() {
        return List.copyOf(counts.values());
    }
}
