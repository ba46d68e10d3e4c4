/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.recpca;

import org.tfllmer.graph.Laplacian;
import org.tfllmer.graph.SparseGraph;

/**
 * All that the projection needs of X and L: sums over the items, which shards could add up.
 *
 *   Y  n × D  rows minus a reference r, 0 where an item has no vector     1  n  1 where it has one
 *   count = 1ᵀ1   total = Yᵀ1   gram = YᵀY   variation = YᵀLY   pull = YᵀL1   onesVariation = 1ᵀL1
 *
 * With δ = total / count the centred rows are Y − 1δᵀ, so the mean is subtracted from the sums, not from the rows:
 *   XᵀX  = gram − count δδᵀ          XᵀLX = variation − δ pullᵀ − pull δᵀ + onesVariation δδᵀ
 * The reference is the mean at the first sum, so that little is left to cancel. D × D memory, twice.
 */
final class ItemSums {

    final int columns;
    final double[] reference;
    final int count;
    final double[] total;
    final double[] gram;
    final double[] variation;
    final double[] pull;
    final double onesVariation;

    private ItemSums(EmbeddingRows rows, double[] total, double[] gram, double[] variation, double[] pull,
            double onesVariation) {
        this.columns = rows.columns();
        this.reference = rows.reference();
        this.count = rows.withVector();
        this.total = total;
        this.gram = gram;
        this.variation = variation;
        this.pull = pull;
        this.onesVariation = onesVariation;
    }

    /** Time n D² + |E| D, in blocks. */
    static ItemSums of(EmbeddingRows rows, Laplacian laplacian) {
        int columns = rows.columns();
        double[] ones = laplacianOfOnes(rows, laplacian);
        double[] total = new double[columns];
        double[] pull = new double[columns];
        double[] y = new double[EmbeddingRows.BLOCK * columns];
        double[] h = new double[EmbeddingRows.BLOCK * columns];
        try (OffHeapMatrix gram = new OffHeapMatrix(columns, columns);
                OffHeapMatrix variation = new OffHeapMatrix(columns, columns);
                OffHeapMatrix nativeY = new OffHeapMatrix(EmbeddingRows.BLOCK, columns);
                OffHeapMatrix nativeH = new OffHeapMatrix(EmbeddingRows.BLOCK, columns)) {
            for (int first = 0; first < rows.rows(); first += EmbeddingRows.BLOCK) {
                int count = Math.min(EmbeddingRows.BLOCK, rows.rows() - first);
                rows.read(first, count, y);
                upperHalf(rows, laplacian, first, count, y, h);
                nativeY.load(y, count);
                nativeH.load(h, count);
                gram.addSquare(nativeY, count, 1);
                variation.addMutual(nativeY, nativeH, count, 1);
                addColumnSums(y, first, count, ones, total, pull);
            }
            return new ItemSums(rows, total, gram.toSymmetricArray(), variation.toSymmetricArray(), pull,
                    onesVariation(rows, ones));
        }
    }

    /** h = (half the diagonal of L + the part above it) · Y, so that YᵀLY = Yᵀh + hᵀY at half the sparse work. */
    private static void upperHalf(EmbeddingRows rows, Laplacian laplacian, int first, int count, double[] y,
            double[] h) {
        SparseGraph graph = laplacian.graph();
        int columns = rows.columns();
        for (int i = 0; i < count; i++) {
            int node = first + i;
            for (int k = i * columns; k < (i + 1) * columns; k++) {
                h[k] = 0.5 * laplacian.diagonal(node) * y[k];
            }
            for (int at = graph.firstNeighbour(node); at < graph.firstNeighbour(node + 1); at++) {
                int neighbour = graph.neighbour(at);
                if (neighbour > node) {
                    double entry = laplacian.scale(node) * graph.weight(at) * laplacian.scale(neighbour);
                    rows.addRow(neighbour, -entry, h, i * columns);
                }
            }
        }
    }

    private static double[] laplacianOfOnes(EmbeddingRows rows, Laplacian laplacian) {
        double[] ones = new double[rows.rows()];
        for (int item = 0; item < ones.length; item++) {
            ones[item] = rows.hasVector(item) ? 1 : 0;
        }
        double[] product = new double[ones.length];
        laplacian.multiply(ones, 1, product);
        return product;
    }

    private static double onesVariation(EmbeddingRows rows, double[] laplacianOfOnes) {
        double sum = 0;
        for (int item = 0; item < laplacianOfOnes.length; item++) {
            sum += rows.hasVector(item) ? laplacianOfOnes[item] : 0;
        }
        return sum;
    }

    private static void addColumnSums(double[] y, int first, int count, double[] ones, double[] total,
            double[] pull) {
        int columns = total.length;
        for (int i = 0; i < count; i++) {
            double factor = ones[first + i];
            for (int k = 0; k < columns; k++) {
                total[k] += y[i * columns + k];
                pull[k] += factor * y[i * columns + k];
            }
        }
    }

    /** δ, how far the mean lies from the reference; 0 without centring. */
    double[] offset(boolean centred) {
        double[] offset = new double[columns];
        for (int k = 0; k < columns && centred && count > 0; k++) {
            offset[k] = total[k] / count;
        }
        return offset;
    }

    /** XᵀX − λ XᵀLX, centred if asked. D × D. */
    double[] objectiveMatrix(double lambda, boolean centred) {
        double[] delta = offset(centred);
        double[] matrix = new double[columns * columns];
        for (int i = 0; i < columns; i++) {
            for (int j = 0; j < columns; j++) {
                int at = i * columns + j;
                double square = delta[i] * delta[j];
                double smooth = variation[at] - delta[i] * pull[j] - pull[i] * delta[j] + onesVariation * square;
                matrix[at] = gram[at] - count * square - lambda * smooth;
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
}
