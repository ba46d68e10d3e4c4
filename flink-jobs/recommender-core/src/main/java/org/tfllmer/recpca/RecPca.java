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
 * <p>The problem solved is the {@link Formulation}. An item without a vector is a row of zeros: it takes no part in the
 * mean and counts as the mean itself.
 */
public final class RecPca {

    private RecPca() {
    }

    /**
     * Solves from nothing.
     *
     * @param embeddings X, n × D, one row per item
     * @param graph over the same n items
     * @throws IllegalArgumentException if n differs, d is more than D, or a component is NaN or infinite
     * @throws ArithmeticException if no answer is found
     */
    public static RecPcaSolution solve(FloatMatrix embeddings, SparseGraph graph, RecPcaOptions options) {
        check(embeddings, graph, options);
        if (options.formulation() != Formulation.PROJECTION) {
            throw new IllegalArgumentException(
                    "rec-pca.formulation must be projection, was " + options.formulation().text());
        }
        EmbeddingRows rows = EmbeddingRows.of(embeddings, options.rowScaling(), options.centring());
        Laplacian laplacian = new Laplacian(graph, options.laplacian());
        ItemSums sums = ItemSums.of(rows, laplacian);
        int dimension = options.dimension();
        double[] matrix = sums.objectiveMatrix(options.smoothness(), options.centring());
        Eigenpairs pairs = DenseEigenproblem.leading(matrix, rows.columns(), dimension);
        ColumnSigns.settleInPlace(pairs.vectors(), dimension);
        double[] items = ItemProducts.times(rows, pairs.vectors(), dimension);
        Basis basis = new Basis(rows.columns(), dimension, sums.mean(options.centring()), pairs.vectors(),
                options.rowScaling());
        return new RecPcaSolution(basis, narrowed(items, dimension), pairs.values(), sum(pairs.values()),
                pairs.residual(), pairs.iterations(), pairs.products());
    }

    private static void check(FloatMatrix embeddings, SparseGraph graph, RecPcaOptions options) {
        if (embeddings.rows() != graph.nodes()) {
            throw new IllegalArgumentException("The graph has " + graph.nodes() + " nodes and there are "
                    + embeddings.rows() + " language-model embeddings");
        }
        if (options.dimension() > embeddings.columns()) {
            throw new IllegalArgumentException("rec-pca.dimension must be at most " + embeddings.columns()
                    + ", the length of the language-model embeddings, was " + options.dimension());
        }
    }

    private static Float32Matrix narrowed(double[] values, int columns) {
        float[] narrow = new float[values.length];
        for (int at = 0; at < narrow.length; at++) {
            narrow[at] = (float) values[at];
        }
        return new Float32Matrix(narrow.length / columns, columns, narrow);
    }

    private static double sum(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }
}
