/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.recpca;

import org.tfllmer.tensors.FloatMatrix;

/**
 * How badly conditioned training on these item vectors is.
 *
 *   loss(h) = −log pₜ,  pᵢ = softmax(h·eᵢ / τ),  eᵢ item vectors of length 1
 *   its Hessian in h is (1/τ²) (Σ pᵢ eᵢeᵢᵀ − ēēᵀ),  ē = Σ pᵢ eᵢ,  whichever item t is right
 *
 * It is averaged over the sequence vectors h of a probe batch; the answer is its largest eigenvalue over its smallest,
 * 1 at best. Clustered vectors leave directions in which the loss hardly curves, so gradient steps that suit one
 * direction are too long or too short for others. Infinite if the vectors do not span all directions.
 * Time B n d + n d², memory n d + n B at a time.
 */
public final class HessianCondition {

    private static final int SEQUENCES_AT_ONCE = 32;
    /** An eigenvalue this small beside the largest is rounding. */
    private static final double ROUNDING = 1e-13;

    private final int items;
    private final int dimension;
    private final double[] units;
    private final double temperature;

    /**
     * @param vectors n × d, of any length; zeros are an item at the origin
     * @param temperature τ
     * @throws IllegalArgumentException if τ is not above 0
     */
    public HessianCondition(FloatMatrix vectors, double temperature) {
        if (!(temperature > 0)) {
            throw new IllegalArgumentException("The temperature must be above 0, was " + temperature);
        }
        this.items = vectors.rows();
        this.dimension = vectors.columns();
        this.temperature = temperature;
        this.units = new double[items * dimension];
        EmbeddingRows rows = EmbeddingRows.of(vectors, true, false);
        for (int item = 0; item < items; item++) {
            rows.addRow(item, 1, units, item * dimension);
        }
    }

    /**
     * Over sequences of items, a sequence vector being the mean of its items' vectors of length 1.
     *
     * @param sequences indices of items; empty ones stand for h = 0
     */
    public double ofSequences(int[][] sequences) {
        double[] means = new double[sequences.length * dimension];
        for (int s = 0; s < sequences.length; s++) {
            for (int item : sequences[s]) {
                for (int k = 0; k < dimension; k++) {
                    means[s * dimension + k] += units[item * dimension + k] / sequences[s].length;
                }
            }
        }
        return of(means);
    }

    /**
     * Over sequence vectors as a backbone gives them.
     *
     * @param sequenceVectors B × d, row after row
     * @throws IllegalArgumentException if there is none or a part of one
     */
    public double of(double[] sequenceVectors) {
        int batch = sequenceVectors.length / dimension;
        if (batch == 0 || sequenceVectors.length % dimension != 0) {
            throw new IllegalArgumentException("A probe batch needs whole sequence vectors " + dimension
                    + " long, had " + sequenceVectors.length + " components");
        }
        double[] meanProbability = new double[items];
        double[] hessian = new double[dimension * dimension];
        for (int first = 0; first < batch; first += SEQUENCES_AT_ONCE) {
            int count = Math.min(SEQUENCES_AT_ONCE, batch - first);
            double[] probabilities = probabilities(sequenceVectors, first, count);
            double[] expected = SmallMatrix.transposedProduct(units, items, dimension, probabilities, count);
            add(hessian, SmallMatrix.product(expected, dimension, count, transposed(expected, count), dimension),
                    -1.0 / batch);
            for (int at = 0; at < probabilities.length; at++) {
                meanProbability[at / count] += probabilities[at] / batch;
            }
        }
        add(hessian, SmallMatrix.transposedProduct(units, items, dimension, weighted(meanProbability), dimension), 1);
        return condition(SmallMatrix.symmetric(hessian, dimension));
    }

    /** n × count: each sequence's softmax over the items. */
    private double[] probabilities(double[] sequenceVectors, int first, int count) {
        double[] vectors = new double[dimension * count];
        for (int s = 0; s < count; s++) {
            for (int k = 0; k < dimension; k++) {
                vectors[k * count + s] = sequenceVectors[(first + s) * dimension + k] / temperature;
            }
        }
        double[] scores = SmallMatrix.product(units, items, dimension, vectors, count);
        for (int s = 0; s < count; s++) {
            softmaxInPlace(scores, s, count);
        }
        return scores;
    }

    private static void softmaxInPlace(double[] scores, int column, int columns) {
        double largest = Double.NEGATIVE_INFINITY;
        for (int at = column; at < scores.length; at += columns) {
            largest = Math.max(largest, scores[at]);
        }
        double sum = 0;
        for (int at = column; at < scores.length; at += columns) {
            scores[at] = Math.exp(scores[at] - largest);
            sum += scores[at];
        }
        for (int at = column; at < scores.length; at += columns) {
            scores[at] /= sum;
        }
    }

    private double[] weighted(double[] weights) {
        double[] weighted = new double[units.length];
        for (int at = 0; at < units.length; at++) {
            weighted[at] = weights[at / dimension] * units[at];
        }
        return weighted;
    }

    private double[] transposed(double[] matrix, int columns) {
        double[] transposed = new double[matrix.length];
        for (int at = 0; at < matrix.length; at++) {
            transposed[at % columns * dimension + at / columns] = matrix[at];
        }
        return transposed;
    }

    private static void add(double[] target, double[] added, double factor) {
        for (int at = 0; at < target.length; at++) {
            target[at] += factor * added[at];
        }
    }

    private double condition(double[] hessian) {
        double[] values = DenseEigenproblem.leading(hessian, dimension, dimension).values();
        double least = values[dimension - 1];
        return least > ROUNDING * values[0] ? values[0] / least : Double.POSITIVE_INFINITY;
    }
}
