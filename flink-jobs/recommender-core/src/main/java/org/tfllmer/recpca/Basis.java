/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.recpca;

/**
 * What takes a language-model embedding to a reduced item vector at once: z = (x − μ) P, after x was scaled to length 1
 * if the solve did so.
 *
 * @param embeddingLength D
 * @param dimension d
 * @param mean μ, D long
 * @param values P, D × d, row after row
 * @param rowScaling whether x is first scaled to length 1
 */
public record Basis(int embeddingLength, int dimension, double[] mean, double[] values, boolean rowScaling) {

    public Basis {
        if (mean.length != embeddingLength || values.length != (long) embeddingLength * dimension) {
            throw new IllegalArgumentException("A basis from " + embeddingLength + " to " + dimension
                    + " components cannot have a mean of " + mean.length + " and " + values.length + " values");
        }
    }

    /**
     * The reduced vector of one item; zeros for an embedding of zeros, which is an item without a vector.
     *
     * @throws IllegalArgumentException if the embedding is not D long, or has a component that is NaN or infinite
     */
    public float[] project(float[] embedding) {
        if (embedding.length != embeddingLength) {
            throw new IllegalArgumentException("The basis takes language-model embeddings " + embeddingLength
                    + " long, was given one of " + embedding.length);
        }
        double length = length(embedding);
        double[] sums = new double[dimension];
        for (int i = 0; i < embeddingLength && length > 0; i++) {
            double component = (rowScaling ? embedding[i] / length : embedding[i]) - mean[i];
            for (int j = 0; j < dimension; j++) {
                sums[j] += component * values[i * dimension + j];
            }
        }
        float[] projected = new float[dimension];
        for (int j = 0; j < dimension; j++) {
            projected[j] = (float) sums[j];
        }
        return projected;
    }

    private static double length(float[] embedding) {
        double squares = 0;
        for (float component : embedding) {
            squares += (double) component * component;
        }
        if (!Double.isFinite(squares)) {
            throw new IllegalArgumentException(
                    "The language-model embedding has " + Components.firstNotFinite(embedding));
        }
        return Math.sqrt(squares);
    }
}
