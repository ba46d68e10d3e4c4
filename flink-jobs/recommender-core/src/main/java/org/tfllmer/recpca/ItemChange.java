/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.recpca;

import java.util.BitSet;
import org.tfllmer.graph.Laplacian;
import org.tfllmer.graph.SparseGraph;

/**
 * What differs between two states of the items and their graph.
 *
 * <p>An item's vector may have changed, come or gone; and its row of the Laplacian: by an edge, or by its own degree. A
 * neighbour whose degree changed is itself touched, so the entry that both share is counted through it.
 *
 * @param oldTouched items there whose vector, edges or degree are not here as they were
 * @param newTouched items here whose vector, edges or degree were not there as they are
 */
record ItemChange(EmbeddingRows oldRows, Laplacian oldLaplacian, BitSet oldTouched, EmbeddingRows newRows,
        Laplacian newLaplacian, BitSet newTouched) {

    /** What a neighbour's row costs that is added as it is read, in those of {@link PanelSum}. */
    private static final double ENTRY_ADDED = 2.3;
    /** What a row costs that is multiplied with all columns, in entries a column. */
    private static final double ROW_MULTIPLIED = 0.17;

    /**
     * Compares two states. Time n D + |E|.
     *
     * @param oldIndices for each item here its index there, or −1
     */
    static ItemChange between(EmbeddingRows oldRows, Laplacian oldLaplacian, EmbeddingRows newRows,
            Laplacian newLaplacian, int[] oldIndices) {
        BitSet oldTouched = new BitSet(oldRows.rows());
        oldTouched.set(0, oldRows.rows());
        BitSet newTouched = new BitSet(newRows.rows());
        for (int item = 0; item < newRows.rows(); item++) {
            int old = oldIndices[item];
            boolean same = old >= 0 && newRows.sameVector(item, oldRows, old)
                    && sameEntries(newLaplacian, item, oldLaplacian, old, oldIndices);
            newTouched.set(item, !same);
            if (same) {
                oldTouched.clear(old);
            }
        }
        return new ItemChange(oldRows, oldLaplacian, oldTouched, newRows, newLaplacian, newTouched);
    }

    private static boolean sameEntries(Laplacian here, int item, Laplacian there, int old, int[] oldIndices) {
        SparseGraph graph = here.graph();
        SparseGraph oldGraph = there.graph();
        int first = graph.firstNeighbour(item);
        int oldFirst = oldGraph.firstNeighbour(old);
        int count = graph.firstNeighbour(item + 1) - first;
        if (count != oldGraph.firstNeighbour(old + 1) - oldFirst
                || graph.degree(item) != oldGraph.degree(old)) {
            return false;
        }
        for (int k = 0; k < count; k++) {
            if (oldIndices[graph.neighbour(first + k)] != oldGraph.neighbour(oldFirst + k)
                    || graph.weight(first + k) != oldGraph.weight(oldFirst + k)) {
                return false;
            }
        }
        return true;
    }

    /** Whether it costs less to take out and put in what was touched than to sum over all items anew; as measured. */
    boolean isWorthCorrecting() {
        int width = newRows.columns();
        double correction = ENTRY_ADDED * (entries(oldLaplacian, oldTouched) + entries(newLaplacian, newTouched))
                + 2 * ROW_MULTIPLIED * touched() * width;
        double anew = 2.0 * newLaplacian.graph().edges() + ROW_MULTIPLIED * newRows.rows() * width;
        return correction < anew;
    }

    private static long entries(Laplacian laplacian, BitSet items) {
        SparseGraph graph = laplacian.graph();
        return items.stream().mapToLong(item -> graph.firstNeighbour(item + 1) - graph.firstNeighbour(item)).sum();
    }

    /** How many rows a correction takes out or in. */
    int touched() {
        return oldTouched.cardinality() + newTouched.cardinality();
    }
}
