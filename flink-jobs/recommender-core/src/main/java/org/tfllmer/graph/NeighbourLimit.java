/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.graph;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * Cuts a row to its heaviest neighbours. Weights are compared in single precision, which sums in another order do not
 * change, and then by id: so what is kept does not depend on the order of the sums.
 *
 * @param neighbours how many are kept, 1 or more
 */
public record NeighbourLimit(int neighbours, Decay decay) implements Serializable {

    /**
     * What is left, and what goes.
     *
     * @param cut ids
     */
    public record Limited(PackedEdges kept, List<String> cut) {}

    public Limited apply(PackedEdges row, long boundary) {
        if (row.size() <= neighbours) {
            return new Limited(row, List.of());
        }
        BitSet heaviest = heaviest(row, boundary);
        EdgeAppender kept = new EdgeAppender(row.bytes().length);
        List<String> cut = new ArrayList<>(row.size() - neighbours);
        int at = 0;
        for (EdgeCursor edge = row.cursor(); edge.next(); at++) {
            if (heaviest.get(at)) {
                kept.copy(edge);
            } else {
                cut.add(edge.neighbour());
            }
        }
        return new Limited(kept.toEdges(), cut);
    }

    /** Positions. Edges are sorted by id, so a position stands for its id. */
    private BitSet heaviest(PackedEdges row, long boundary) {
        long[] order = new long[row.size()];
        int at = 0;
        for (EdgeCursor edge = row.cursor(); edge.next(); at++) {
            float weight = (float) (decay.factor(edge.changed(), boundary) * (edge.after() + edge.before()));
            order[at] = (long) descending(weight) << Integer.SIZE | at;
        }
        Arrays.sort(order);
        BitSet heaviest = new BitSet(order.length);
        for (int i = 0; i < neighbours; i++) {
            heaviest.set((int) order[i]);
        }
        return heaviest;
    }

    /** A number that is the smaller, the larger the weight is. */
    private static int descending(float weight) {
        int bits = Float.floatToIntBits(weight + 0f); // no negative zero
        return bits < 0 ? bits ^ Integer.MIN_VALUE : ~bits;
    }
}
