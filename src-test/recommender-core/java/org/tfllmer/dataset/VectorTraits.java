/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.dataset;

import java.io.IOException;
import java.util.List;
import org.tfllmer.tensors.FloatMatrix;

/**
 * How a dataset's text vectors lie.
 *
 * @param normDisparity            length of the longest divided by that of the shortest
 * @param meanCosine               over all pairs
 * @param meanCosineWithinCategory over pairs of the same categories
 */
record VectorTraits(double normDisparity, double meanCosine, double meanCosineWithinCategory) {

    static VectorTraits of(DatasetFolder dataset) throws IOException {
        FloatMatrix matrix = dataset.embeddings().orElseThrow();
        List<CatalogueItem> items = dataset.items();
        float[][] vectors = new float[matrix.rows()][matrix.columns()];
        double longest = 0;
        double shortest = Double.POSITIVE_INFINITY;
        for (int i = 0; i < vectors.length; i++) {
            matrix.read(i, 1, vectors[i]);
            longest = Math.max(longest, length(vectors[i]));
            shortest = Math.min(shortest, length(vectors[i]));
        }
        double sum = 0;
        double within = 0;
        int pairsWithin = 0;
        for (int i = 0; i < vectors.length; i++) {
            for (int j = 0; j < i; j++) {
                double cosine = dot(vectors[i], vectors[j]) / (length(vectors[i]) * length(vectors[j]));
                sum += cosine;
                if (items.get(i).categories().equals(items.get(j).categories())) {
                    within += cosine;
                    pairsWithin++;
                }
            }
        }
        double pairs = vectors.length * (vectors.length - 1) / 2.0;
        return new VectorTraits(longest / shortest, sum / pairs, within / pairsWithin);
    }

    private static double length(float... vector) {
        return Math.sqrt(dot(vector, vector));
    }

    private static double dot(float[] left, float[] right) {
        double sum = 0;
        for (int i = 0; i < left.length; i++) {
            sum += (double) left[i] * right[i];
        }
        return sum;
    }
}
