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
 *   S = Yᵀ(I − λL)Y  (D+1) × (D+1)     t = Yᵀ1
 *
 * The ones carry what the mean needs, so that it is subtracted from the sums and not from the rows. With
 * δ = t / count, and p, c the last column of S:
 *   Xᵀ(I − λL)X = S − δpᵀ − pδᵀ + c δδᵀ
 * The reference is the mean at the first sum, so that little is left to cancel.
 */
final class ItemSums {

    private final int columns;
    private final double[] reference;
    private final double lambda;
    private final double factor;
    private final double[] sum;
    private final double[] total;

    private ItemSums(int columns, double[] reference, double lambda, double factor, double[] sum, double[] total) {
        this.columns = columns;
        this.reference = reference;
        this.lambda = lambda;
        this.factor = factor;
        this.sum = sum;
        this.total = total;
    }

    /** The sums over all items. Time n D² + |E| D. */
    static ItemSums of(EmbeddingRows rows, Laplacian laplacian, double lambda) {
        return new ItemSums(rows.columns(), rows.reference(), lambda, laplacian.factor(),
                PanelSum.of(rows, laplacian, lambda), rows.total());
    }

    /** Whether they can be corrected: a factor of the Laplacian that changed changes every entry. */
    boolean fit(Laplacian changed) {
        return lambda == 0 || changed.factor() == factor;
    }

    /** These sums after a change. Time |T| D² + |edges of T| D, T what the change touched. */
    ItemSums corrected(ItemChange change) {
        try (SumAccumulator sums = new SumAccumulator(sum, total, lambda)) {
            sums.add(change.oldRows(), change.oldLaplacian(), change.oldTouched(), -1);
            sums.add(change.newRows(), change.newLaplacian(), change.newTouched(), 1);
            return new ItemSums(columns, reference, lambda, factor, sums.sum(), sums.total());
        }
    }

    /** XᵀX − λ XᵀLX, centred if asked. D × D. */
    double[] objectiveMatrix(boolean centred) {
        double[] delta = offset(centred);
        double[] matrix = new double[columns * columns];
        double ones = entry(columns, columns);
        for (int i = 0; i < columns; i++) {
            for (int j = 0; j < columns; j++) {
                matrix[i * columns + j] = entry(i, j) - delta[i] * entry(columns, j)
                        - entry(columns, i) * delta[j] + ones * delta[i] * delta[j];
            }
        }
        return matrix;
    }

    /** How far these sums are from others over the same items: largest difference relative to the largest entry. */
    double distance(ItemSums other) {
        return Math.max(distance(sum, other.sum), distance(total, other.total));
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
        double count = total[columns];
        for (int k = 0; k < columns && centred && count > 0; k++) {
            offset[k] = total[k] / count;
        }
        return offset;
    }

    private double entry(int i, int j) {
        return sum[i * (columns + 1) + j];
    }
}
