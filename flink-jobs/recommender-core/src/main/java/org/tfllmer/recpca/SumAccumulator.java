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
 * Sums YᵀY and YᵀLY / f over sets of items, in blocks, outside the heap; see {@link ItemSums} for what they are.
 *
 * <p>A set can be taken out again with sign −1. Width is D + 1.
 */
final class SumAccumulator implements AutoCloseable {

    private final int width;
    private final double[] y;
    private final double[] h;
    private final OffHeapMatrix gram;
    private final OffHeapMatrix variation;
    private final OffHeapMatrix left;
    private final OffHeapMatrix right;

    SumAccumulator(int width) {
        this.width = width;
        this.y = new double[EmbeddingRows.BLOCK * width];
        this.h = new double[EmbeddingRows.BLOCK * width];
        this.gram = new OffHeapMatrix(width, width);
        this.variation = new OffHeapMatrix(width, width);
        this.left = new OffHeapMatrix(EmbeddingRows.BLOCK, width);
        this.right = new OffHeapMatrix(EmbeddingRows.BLOCK, width);
    }

    void start(double[] gramSoFar, double[] variationSoFar) {
        gram.load(gramSoFar, 0, width);
        variation.load(variationSoFar, 0, width);
    }

    void addGram(EmbeddingRows rows, BitSet items, int sign) {
        int filled = 0;
        for (int item = items.nextSetBit(0); item >= 0; item = items.nextSetBit(item + 1)) {
            row(rows, item, filled++);
            if (filled == EmbeddingRows.BLOCK) {
                flushGram(filled, sign);
                filled = 0;
            }
        }
        flushGram(filled, sign);
    }

    private void flushGram(int filled, int sign) {
        left.load(y, 0, filled);
        gram.addSquare(left, filled, sign);
    }

    void addVariation(EmbeddingRows rows, Laplacian laplacian, BitSet items, int sign) {
        int filled = 0;
        for (int item = items.nextSetBit(0); item >= 0; item = items.nextSetBit(item + 1)) {
            row(rows, item, filled);
            half(rows, laplacian, items, item, filled++);
            if (filled == EmbeddingRows.BLOCK) {
                flushVariation(filled, sign);
                filled = 0;
            }
        }
        flushVariation(filled, sign);
    }

    private void flushVariation(int filled, int sign) {
        left.load(y, 0, filled);
        right.load(h, 0, filled);
        variation.addMutual(left, right, filled, sign);
    }

    private void row(EmbeddingRows rows, int item, int place) {
        int start = place * width;
        Arrays.fill(y, start, start + width, 0);
        rows.addRow(item, 1, y, start);
        y[start + width - 1] = rows.hasVector(item) ? 1 : 0;
    }

    private void half(EmbeddingRows rows, Laplacian laplacian, BitSet items, int item, int place) {
        SparseGraph graph = laplacian.graph();
        int start = place * width;
        double diagonal = 0.5 * laplacian.diagonal(item);
        for (int k = start; k < start + width; k++) {
            h[k] = diagonal * y[k];
        }
        for (int at = graph.firstNeighbour(item); at < graph.firstNeighbour(item + 1); at++) {
            int neighbour = graph.neighbour(at);
            if ((neighbour > item || !items.get(neighbour)) && rows.hasVector(neighbour)) {
                double entry = laplacian.scale(item) * graph.weight(at) * laplacian.scale(neighbour);
                rows.addRow(neighbour, -entry, h, start);
                h[start + width - 1] -= entry;
            }
        }
    }

    double[] gram() {
        return gram.toSymmetricArray();
    }

    double[] variation() {
        return variation.toSymmetricArray();
    }

    @Override
    public void close() {
        gram.close();
        variation.close();
        left.close();
        right.close();
    }
}
