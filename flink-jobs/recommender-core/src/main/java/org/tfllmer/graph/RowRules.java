/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.graph;

import java.io.Serializable;

/**
 * How an item's row changes with time. Every edge keeps the time at which it was last added to, and its weights are
 * as of that time: so decay touches nothing that is idle, not even within a row that changes.
 *
 *   w(boundary) = w(changed) · 2^(−(boundary − changed)/half-life) + gain
 */
public record RowRules(Decay decay, Expiry expiry) implements Serializable {

    /** Nothing decays and nothing expires. */
    public static final RowRules PLAIN = new RowRules(Decay.NONE, Expiry.NEVER);

    /** Below it a weight is what rounding leaves of weights that were taken back, or has decayed to nothing. */
    public static final double LEAST_WEIGHT = 1e-9;

    /**
     * The row after a boundary.
     *
     * @param gain as of the boundary; an edge that it cuts goes, whatever it has gained
     */
    public PackedEdges grown(PackedEdges row, PackedEdges gain, long boundary) {
        EdgeAppender grown = new EdgeAppender(row.bytes().length + 2 * gain.bytes().length);
        EdgeCursor old = row.cursor();
        EdgeCursor more = gain.cursor();
        boolean hasOld = old.next();
        boolean hasMore = more.next();
        while (hasOld || hasMore) {
            int order = !hasOld ? 1 : !hasMore ? -1 : old.compareTo(more);
            if (order < 0) {
                keep(old, boundary, grown);
            } else {
                add(order == 0 ? old : null, more, boundary, grown);
            }
            hasOld = order <= 0 ? old.next() : hasOld;
            hasMore = order >= 0 ? more.next() : hasMore;
        }
        return grown.toEdges();
    }

    /** The row without what has expired by a boundary. */
    public PackedEdges unexpired(PackedEdges row, long boundary) {
        return expiry.of(row.oldestChange()) > boundary ? row : grown(row, PackedEdges.none(), boundary);
    }

    private void keep(EdgeCursor edge, long boundary, EdgeAppender grown) {
        if (!expiry.isOver(edge.changed(), boundary)) {
            grown.copy(edge);
        }
    }

    private void add(EdgeCursor old, EdgeCursor more, long boundary, EdgeAppender grown) {
        if (more.isCut()) {
            return;
        }
        double left = old == null || expiry.isOver(old.changed(), boundary)
                ? 0 : decay.factor(old.changed(), boundary);
        double after = more.after() + (left == 0 ? 0 : left * old.after());
        double before = more.before() + (left == 0 ? 0 : left * old.before());
        if (Math.abs(after) >= LEAST_WEIGHT || Math.abs(before) >= LEAST_WEIGHT) {
            grown.append(more, boundary, after, before);
        }
    }

    /** The row for people and files, with weights as of a boundary. */
    public DirectedRow rowAt(long boundary, PackedEdges row) {
        PackedEdges alive = unexpired(row, boundary);
        DirectedRow result =
                new DirectedRow(new String[alive.size()], new double[alive.size()], new double[alive.size()]);
        int at = 0;
        for (EdgeCursor edge = alive.cursor(); edge.next(); at++) {
            double left = decay.factor(edge.changed(), boundary);
            result.neighbours()[at] = edge.neighbour();
            result.after()[at] = left * edge.after();
            result.before()[at] = left * edge.before();
        }
        return result;
    }
}
