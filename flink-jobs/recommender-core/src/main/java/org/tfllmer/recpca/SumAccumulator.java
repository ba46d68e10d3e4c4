/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.recpca;

import java.util.Arrays;
import java.util.BitSet;
import org.tfllmer.graph.Laplacian;
import org.tfllmer.graph.SparseGraph;

/**
 * Takes the part of a set T of items out of the sums of {@link ItemSums}, or in, in blocks, outside the heap.
 *
 * By symmetry S = YᵀG + GᵀY, where row i of G is ½(1 − λf dᵢ)yᵢ + λf Σⱼ sᵢAᵢⱼsⱼyⱼ over neighbours j > i. The part of S
 * that has a row of T in it is the same over the rows of T alone, over neighbours j > i or not in T.
 */
final class SumAccumulator implements AutoCloseable {

    private final int width;
    private final double lambda;
    private final double[] total;
    private final double[] y;
    private final double[] g;
    private final OffHeapMatrix sum;
    private final OffHeapMatrix left;
    private final OffHeapMatrix right;

    SumAccumulator(double[] sumSoFar, double[] totalSoFar, double lambda) {
        this.width = totalSoFar.length;
        this.lambda = lambda;
        this.total = totalSoFar.clone();
        this.y = new double[EmbeddingRows.BLOCK * width];
        this.g = new double[EmbeddingRows.BLOCK * width];
        this.sum = OffHeapMatrix.of(sumSoFar, width, width);
        this.left = new OffHeapMatrix(EmbeddingRows.BLOCK, width);
        this.right = new OffHeapMatrix(EmbeddingRows.BLOCK, width);
    }

    /** @param sign 1 or −1 */
    void add(EmbeddingRows rows, Laplacian laplacian, BitSet items, int sign) {
        int filled = 0;
        for (int item = items.nextSetBit(0); item >= 0; item = items.nextSetBit(item + 1)) {
            row(rows, item, filled, sign);
            half(rows, laplacian, items, item, filled++);
            if (filled == EmbeddingRows.BLOCK) {
                flush(filled, sign);
                filled = 0;
            }
        }
        flush(filled, sign);
    }

    private void flush(int filled, int sign) {
        left.load(y, 0, filled);
        right.load(g, 0, filled);
        sum.addMutual(left, right, filled, sign);
    }

    private void row(EmbeddingRows rows, int item, int place, int sign) {
        int start = place * width;
        Arrays.fill(y, start, start + width, 0);
        rows.addRow(item, 1, y, start);
        y[start + width - 1] = rows.hasVector(item) ? 1 : 0;
        for (int k = 0; k < width; k++) {
            total[k] += sign * y[start + k];
        }
    }

    private void half(EmbeddingRows rows, Laplacian laplacian, BitSet items, int item, int place) {
        SparseGraph graph = laplacian.graph();
        int start = place * width;
        double strength = lambda * laplacian.factor();
        double own = 0.5 * (1 - strength * laplacian.diagonal(item));
        for (int k = start; k < start + width; k++) {
            g[k] = own * y[k];
        }
        for (int at = graph.firstNeighbour(item); at < graph.firstNeighbour(item + 1) && strength > 0; at++) {
            int neighbour = graph.neighbour(at);
            if ((neighbour > item || !items.get(neighbour)) && rows.hasVector(neighbour)) {
                double entry = strength * laplacian.scale(item) * graph.weight(at) * laplacian.scale(neighbour);
                rows.addRow(neighbour, entry, g, start);
                g[start + width - 1] += entry;
            }
        }
    }

    double[] sum() {
        return sum.toSymmetricArray();
    }

    double[] total() {
        return total;
    }

    @Override
    public void close() {
        sum.close();
        left.close();
        right.close();
    }
}
