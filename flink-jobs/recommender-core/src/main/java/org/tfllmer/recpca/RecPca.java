/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.recpca;

import org.tfllmer.graph.Laplacian;
import org.tfllmer.graph.SparseGraph;
import org.tfllmer.tensors.Float32Matrix;
import org.tfllmer.tensors.FloatMatrix;

/**
 * Reduces language-model embeddings to keep what they say and be smooth on the co-occurrence graph.
 *
 * <p>The problem solved is the {@link Formulation}; 0 smoothness is plain PCA in each. An item without a vector is a
 * row of zeros: it takes no part in the mean and counts as the mean itself, so it gets zeros, plus the pull of its
 * neighbours where the formulation has one. An item without neighbours gets its projection.
 */
public final class RecPca {

    private RecPca() {
    }

    /**
     * Solves from nothing. The columns are eigenvectors, largest first, with their largest entry positive.
     *
     * @param embeddings X, n × D, one row per item
     * @param graph over the same n items
     * @throws IllegalArgumentException if n is 0 or differs, d is more than D, or a component is NaN or infinite
     * @throws ArithmeticException if no answer is found
     */
    public static RecPcaSolution solve(FloatMatrix embeddings, SparseGraph graph, RecPcaOptions options) {
        check(embeddings, graph, options);
        return solve(new Problem(rows(embeddings, options), new Laplacian(graph, options.laplacian()), options, null,
                null));
    }

    /**
     * Solves from the solve before: iterations start at its answer, and the columns are turned to where its items were
     * (orthogonal Procrustes), so that vectors move no more than the answer did.
     *
     * @throws IllegalArgumentException as above, or if d or D is not the predecessor's
     */
    public static RecPcaSolution solve(FloatMatrix embeddings, SparseGraph graph, RecPcaOptions options,
            Predecessor predecessor) {
        check(embeddings, graph, options);
        check(embeddings, options, predecessor);
        return solve(new Problem(rows(embeddings, options), new Laplacian(graph, options.laplacian()), options,
                predecessor, null));
    }

    static RecPcaSolution solve(Problem problem) {
        RecPcaOptions options = problem.options();
        int dimension = options.dimension();
        try (ItemProducts products = new ItemProducts(problem.rows())) {
            Reduction reduction = switch (options.formulation()) {
                case PROJECTION -> ProjectionSolve.solve(problem, products);
                case SMOOTHED -> SmoothedSolve.solve(problem, products);
                case SPECTRAL -> SpectralSolve.solve(problem, products);
            };
            if (options.columnScaling() == ColumnScaling.UNIT_VARIANCE) {
                reduction.scale(Columns.toUnitVariance(reduction.items(), dimension));
            }
            Alignment alignment = StableColumns.settle(reduction, problem.predecessor(), dimension);
            return solution(problem, reduction, alignment);
        }
    }

    private static RecPcaSolution solution(Problem problem, Reduction reduction, Alignment alignment) {
        Eigenpairs pairs = reduction.pairs();
        EmbeddingRows rows = problem.rows();
        Basis basis = new Basis(rows.columns(), problem.dimension(), rows.reference(), reduction.projector(),
                problem.options().rowScaling());
        return new RecPcaSolution(basis, narrowed(reduction.items(), problem.dimension()), pairs.values(),
                reduction.objective(), reduction.varianceKept(), pairs.residual(), pairs.iterations(),
                pairs.products(), alignment);
    }

    static EmbeddingRows rows(FloatMatrix embeddings, RecPcaOptions options) {
        return EmbeddingRows.of(embeddings, options.rowScaling(), options.centring());
    }

    static void check(FloatMatrix embeddings, SparseGraph graph, RecPcaOptions options) {
        if (embeddings.rows() == 0) {
            throw new IllegalArgumentException("Rec-PCA needs one item at least, was given none");
        }
        if (embeddings.rows() != graph.nodes()) {
            throw new IllegalArgumentException("The graph has " + graph.nodes() + " nodes and there are "
                    + embeddings.rows() + " language-model embeddings");
        }
        if (options.dimension() > embeddings.columns()) {
            throw new IllegalArgumentException("rec-pca.dimension must be at most " + embeddings.columns()
                    + ", the length of the language-model embeddings, was " + options.dimension());
        }
    }

    static void check(FloatMatrix embeddings, RecPcaOptions options, Predecessor predecessor) {
        Basis before = predecessor.basis();
        if (before.dimension() != options.dimension()) {
            throw new IllegalArgumentException("rec-pca.dimension must be " + before.dimension()
                    + " as in the solve before, was " + options.dimension());
        }
        if (before.embeddingLength() != embeddings.columns()) {
            throw new IllegalArgumentException("Language-model embeddings must be " + before.embeddingLength()
                    + " long as in the solve before, were " + embeddings.columns());
        }
        if (predecessor.indices().length != embeddings.rows()) {
            throw new IllegalArgumentException("The solve before has indices for " + predecessor.indices().length
                    + " items and there are " + embeddings.rows());
        }
    }

    private static Float32Matrix narrowed(double[] values, int columns) {
        float[] narrow = new float[values.length];
        for (int at = 0; at < narrow.length; at++) {
            narrow[at] = (float) values[at];
        }
        return new Float32Matrix(narrow.length / columns, columns, narrow);
    }
}
