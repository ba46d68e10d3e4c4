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
 * @param oldVectors items there, with a vector that is not here as it was
 * @param oldTouched those, and items there whose edges or degree changed
 * @param newVectors items here, with a vector that was not there as it is
 * @param newTouched those, and items here whose edges or degree changed
 */
record ItemChange(EmbeddingRows oldRows, Laplacian oldLaplacian, BitSet oldVectors, BitSet oldTouched,
        EmbeddingRows newRows, Laplacian newLaplacian, BitSet newVectors, BitSet newTouched) {

    /**
     * Compares two states. Time n D + |E|.
     *
     * @param oldIndices for each item here its index there, or −1
     */
    static ItemChange between(EmbeddingRows oldRows, Laplacian oldLaplacian, EmbeddingRows newRows,
            Laplacian newLaplacian, int[] oldIndices) {
        BitSet oldVectors = new BitSet(oldRows.rows());
        oldVectors.set(0, oldRows.rows());
        BitSet oldTouched = (BitSet) oldVectors.clone();
        BitSet newVectors = new BitSet(newRows.rows());
        BitSet newTouched = new BitSet(newRows.rows());
        for (int item = 0; item < newRows.rows(); item++) {
            int old = oldIndices[item];
            boolean sameVector = old >= 0 && newRows.sameVector(item, oldRows, old);
            newVectors.set(item, !sameVector);
            boolean same = sameVector && sameEntries(newLaplacian, item, oldLaplacian, old, oldIndices);
            newTouched.set(item, !same);
            if (sameVector) {
                oldVectors.clear(old);
            }
            if (same) {
                oldTouched.clear(old);
            }
        }
        return new ItemChange(oldRows, oldLaplacian, oldVectors, oldTouched, newRows, newLaplacian, newVectors,
                newTouched);
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

    /** How many rows a correction takes out or in. */
    int touched() {
        return oldTouched.cardinality() + newTouched.cardinality();
    }
}
