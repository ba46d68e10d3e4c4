/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.recpca;

import java.util.function.Supplier;
import org.tfllmer.graph.Laplacian;
import org.tfllmer.graph.SparseGraph;
import org.tfllmer.tensors.FloatMatrix;

/**
 * Solves again and again as items and edges come and go, with work that follows the change.
 *
 * <p>For projection the sums XᵀX and XᵀLX are corrected for the items that the change touched; a changed degree touches
 * its item's neighbours through the entries they share. Where that costs more, they are summed anew. Between solves the
 * last embeddings and graph are held, which must not change, and two D × D matrices. For the other formulations nothing
 * is held, and iterations start at the solve before. Not for use by several threads at once.
 */
public final class IncrementalRecPca {

    private final RecPcaOptions options;
    private final int fullEvery;
    private State state;
    private int sinceFull;
    private double drift = Double.NaN;

    private record State(EmbeddingRows rows, Laplacian laplacian, ItemSums sums) {
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

    /** The first solve, with nothing known of one before. */
    public RecPcaSolution solve(FloatMatrix embeddings, SparseGraph graph) {
        RecPca.check(embeddings, graph, options);
        state = null;
        return solve(embeddings, graph, () -> new int[0], null);
    }

    /**
     * A later solve; the first one, too, if there was another before this object.
     *
     * @param oldIndices for each item its index at the last call here, or −1; no index twice; asked for where
     *     sums are corrected
     * @param predecessor what it starts from and is turned to, not always the last one here; or null
     */
    public RecPcaSolution solve(FloatMatrix embeddings, SparseGraph graph, Supplier<int[]> oldIndices,
            Predecessor predecessor) {
        RecPca.check(embeddings, graph, options);
        if (predecessor != null) {
            RecPca.check(embeddings, options, predecessor);
        }
        drift = Double.NaN;
        EmbeddingRows rows = RecPca.rows(embeddings, options);
        Laplacian laplacian = new Laplacian(graph, options.laplacian());
        if (!usesSums()) {
            return RecPca.solve(new Problem(rows, laplacian, options, predecessor, null));
        }
        EmbeddingRows seen = state == null ? rows : rows.seenFrom(state.rows.reference());
        ItemSums sums = state == null
                ? full(rows, laplacian)
                : sums(ItemChange.between(state.rows, state.laplacian, seen, laplacian, oldIndices.get()));
        state = new State(seen, laplacian, sums);
        return RecPca.solve(new Problem(rows, laplacian, options, predecessor, sums));
    }

    private boolean usesSums() {
        return options.formulation() == Formulation.PROJECTION && options.convergence().route() != Route.ITERATIVE;
    }

    private ItemSums sums(ItemChange change) {
        if (!change.isWorthCorrecting() || !state.sums.fit(change.newLaplacian())) {
            return full(change.newRows(), change.newLaplacian());
        }
        ItemSums corrected = state.sums.corrected(change);
        sinceFull++;
        if (sinceFull < fullEvery) {
            return corrected;
        }
        ItemSums full = full(change.newRows(), change.newLaplacian());
        drift = corrected.distance(full);
        return full;
    }

    private ItemSums full(EmbeddingRows rows, Laplacian laplacian) {
        sinceFull = 0;
        return ItemSums.of(rows, laplacian, options.smoothness());
    }

    /** Largest difference of corrected sums from full ones, to the largest entry; NaN if the last solve had not both. */
    public double drift() {
        return drift;
    }
}
