/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.recpca;

import org.tfllmer.graph.Laplacian;
import org.tfllmer.graph.SparseGraph;
import org.tfllmer.tensors.FloatMatrix;

/**
 * Solves again and again as items and edges come and go, with work that follows the change.
 *
 * <p>For projection the sums XᵀX and XᵀLX are corrected for the items that the change touched; a changed degree touches
 * its item's neighbours through the entries they share. If it touched about half of all, they are summed anew, which is
 * cheaper. For the others, iterations start at the last answer. Holds on to the last embeddings and graph, which must
 * not change, and to two D × D matrices. Not for use by several threads at once.
 */
public final class IncrementalRecPca {

    private final RecPcaOptions options;
    private final int fullEvery;
    private State state;
    private int sinceFull;
    private double drift;

    private record State(EmbeddingRows rows, Laplacian laplacian, ItemSums sums, RecPcaSolution solution) {
    }

    /**
     * @param fullEvery after how many corrected solves the sums are summed anew and their drift is measured
     * @throws IllegalArgumentException if that is below 1
     */
    public IncrementalRecPca(RecPcaOptions options, int fullEvery) {
        if (fullEvery < 1) {
            throw new IllegalArgumentException("rec-pca.full-every must be 1 or more, was " + fullEvery);
        }
        this.options = options;
        this.fullEvery = fullEvery;
    }

    /** The first solve: nothing is known yet. */
    public RecPcaSolution solve(FloatMatrix embeddings, SparseGraph graph) {
        RecPca.check(embeddings, graph, options);
        EmbeddingRows rows = RecPca.rows(embeddings, options);
        Laplacian laplacian = new Laplacian(graph, options.laplacian());
        sinceFull = 0;
        drift = 0;
        ItemSums sums = usesSums() ? ItemSums.of(rows, laplacian, options.smoothness()) : null;
        return advance(rows, rows, laplacian, sums, null);
    }

    /**
     * A later solve.
     *
     * @param oldIndices for each item its index at the last solve, or −1; no index twice
     * @throws IllegalStateException if there was no first solve
     */
    public RecPcaSolution solve(FloatMatrix embeddings, SparseGraph graph, int[] oldIndices) {
        if (state == null) {
            throw new IllegalStateException("There was no solve before");
        }
        Predecessor predecessor = new Predecessor(state.solution, oldIndices);
        RecPca.check(embeddings, graph, options);
        RecPca.check(embeddings, options, predecessor);
        EmbeddingRows rows = RecPca.rows(embeddings, options);
        EmbeddingRows seen = rows.seenFrom(state.rows.reference());
        Laplacian laplacian = new Laplacian(graph, options.laplacian());
        ItemSums sums = usesSums()
                ? sums(ItemChange.between(state.rows, state.laplacian, seen, laplacian, oldIndices))
                : null;
        return advance(rows, seen, laplacian, sums, predecessor);
    }

    private boolean usesSums() {
        return options.formulation() == Formulation.PROJECTION && options.convergence().route() != Route.ITERATIVE;
    }

    private ItemSums sums(ItemChange change) {
        if (change.touched() >= change.newRows().rows() || !state.sums.fit(change.newLaplacian())) {
            return ItemSums.of(change.newRows(), change.newLaplacian(), options.smoothness());
        }
        ItemSums corrected = state.sums.corrected(change);
        sinceFull++;
        if (sinceFull < fullEvery) {
            return corrected;
        }
        ItemSums full = ItemSums.of(change.newRows(), change.newLaplacian(), options.smoothness());
        drift = corrected.distance(full);
        sinceFull = 0;
        return full;
    }

    private RecPcaSolution advance(EmbeddingRows rows, EmbeddingRows seen, Laplacian laplacian, ItemSums sums,
            Predecessor predecessor) {
        RecPcaSolution solution = RecPca.solve(new Problem(rows, laplacian, options, predecessor, sums));
        state = new State(seen, laplacian, sums, solution);
        return solution;
    }

    /** Largest difference of corrected sums from full ones when last measured, to the largest entry; at first 0. */
    public double drift() {
        return drift;
    }
}
