/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.recpca;

import java.util.BitSet;
import org.tfllmer.graph.Laplacian;

/**
 * All that the projection needs of X and L: sums over the items, which shards could add up and changes correct.
 *
 *   Y  n × (D+1)  rows minus a reference r, with a 1 at the end; zeros where an item has no vector
 *   gram  YᵀY     variation  YᵀLY / f, f the Laplacian's factor      each (D+1) × (D+1)
 *
 * The ones carry what the mean needs, so that it is subtracted from the sums and not from the rows. With
 * δ = Yᵀ1 / count, read off the last column of gram:
 *   XᵀX  = gram − count δδᵀ          XᵀLX = f (variation − δpᵀ − pδᵀ + v δδᵀ),  p, v the last column of variation
 * The reference is the mean at the first sum, so that little is left to cancel.
 *
 * By symmetry YᵀLY/f = YᵀH + HᵀY, where row i of H is ½dᵢyᵢ − Σⱼ sᵢAᵢⱼsⱼyⱼ over neighbours j > i: half the sparse work.
 * To take the part of a set T of items out or in, the same holds for the rows of T alone, over neighbours j > i or
 * not in T. So a correction costs |T| D² + |edges of T| D, and the full sum is T = all.
 */
final class ItemSums {

    private final int columns;
    private final double[] reference;
    private final double factor;
    private final double[] gram;
    private final double[] variation;

    private ItemSums(int columns, double[] reference, double factor, double[] gram, double[] variation) {
        this.columns = columns;
        this.reference = reference;
        this.factor = factor;
        this.gram = gram;
        this.variation = variation;
    }

    /** The sums over all items. Time n D² + |E| D. */
    static ItemSums of(EmbeddingRows rows, Laplacian laplacian) {
        BitSet all = new BitSet(rows.rows());
        all.set(0, rows.rows());
        try (SumAccumulator sums = new SumAccumulator(rows.columns() + 1)) {
            sums.addGram(rows, all, 1);
            sums.addVariation(rows, laplacian, all, 1);
            return new ItemSums(rows.columns(), rows.reference(), laplacian.factor(), sums.gram(), sums.variation());
        }
    }

    /** These sums after a change. Time |T| D² + |edges of T| D, T what the change touched. */
    ItemSums corrected(ItemChange change) {
        try (SumAccumulator sums = new SumAccumulator(columns + 1)) {
            sums.start(gram, variation);
            sums.addGram(change.oldRows(), change.oldVectors(), -1);
            sums.addVariation(change.oldRows(), change.oldLaplacian(), change.oldTouched(), -1);
            sums.addGram(change.newRows(), change.newVectors(), 1);
            sums.addVariation(change.newRows(), change.newLaplacian(), change.newTouched(), 1);
            return new ItemSums(columns, reference, change.newLaplacian().factor(), sums.gram(), sums.variation());
        }
    }

    /** XᵀX − λ XᵀLX, centred if asked. D × D. */
    double[] objectiveMatrix(double lambda, boolean centred) {
        double[] delta = offset(centred);
        double[] matrix = new double[columns * columns];
        int last = columns;
        double count = entry(gram, last, last);
        double ones = entry(variation, last, last);
        for (int i = 0; i < columns; i++) {
            for (int j = 0; j < columns; j++) {
                double square = delta[i] * delta[j];
                double smooth = entry(variation, i, j) - delta[i] * entry(variation, last, j)
                        - entry(variation, last, i) * delta[j] + ones * square;
                matrix[i * columns + j] = entry(gram, i, j) - count * square - lambda * factor * smooth;
            }
        }
        return matrix;
    }

    /** The mean of the scaled embeddings; 0 without centring. */
    double[] mean(boolean centred) {
        double[] mean = offset(centred);
        for (int k = 0; k < columns; k++) {
            mean[k] += reference[k];
        }
        return mean;
    }

    /** How far these sums are from others over the same items: largest difference relative to the largest entry. */
    double distance(ItemSums other) {
        return Math.max(distance(gram, other.gram), distance(variation, other.variation));
    }

    private static double distance(double[] sums, double[] others) {
        double difference = 0;
        double largest = 0;
        for (int at = 0; at < sums.length; at++) {
            difference = Math.max(difference, Math.abs(sums[at] - others[at]));
            largest = Math.max(largest, Math.abs(others[at]));
        }
        return largest == 0 ? difference : difference / largest;
    }

    /** δ, how far the mean lies from the reference; 0 without centring. */
    private double[] offset(boolean centred) {
        double[] offset = new double[columns];
        double count = entry(gram, columns, columns);
        for (int k = 0; k < columns && centred && count > 0; k++) {
            offset[k] = entry(gram, columns, k) / count;
        }
        return offset;
    }

    private double entry(double[] sums, int i, int j) {
        return sums[i * (columns + 1) + j];
    }
}
