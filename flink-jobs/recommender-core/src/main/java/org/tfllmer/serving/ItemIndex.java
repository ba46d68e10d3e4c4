/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.serving;

import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * Exact search for the items whose vectors have the largest dot products with a query, over the whole catalogue.
 *
 * <p>Items lie in blocks of {@value #BLOCK}, and within a block column after column, each an array of its own. Scores
 * of a block then grow by a column times a number: a loop without a reduction, which the JIT compiler turns into vector
 * instructions (a row after row layout, or columns within one array, it does not), while the scores stay in the first
 * cache. Selection reads a block's scores before the next is computed.
 *
 * <p>Time O(nd) per query, memory 4nd bytes, and {@value #BLOCK} floats per search. Immutable, so threads may share it.
 * Sums have one fixed order: the same vectors give the same scores on every machine.
 */
public final class ItemIndex {

    private static final int BLOCK = 1024;
    /** Columns added in one pass over the scores: fewer passes load and store them less often. */
    private static final int UNROLLED = 4;

    private final float[][][] blocks;
    private final int itemCount;
    private final int dimension;

    private ItemIndex(float[][][] blocks, int itemCount, int dimension) {
        this.blocks = blocks;
        this.itemCount = itemCount;
        this.dimension = dimension;
    }

    /**
     * Copies {@code itemCount × dimension} vectors, row after row, as they are: for cosine similarity normalise them.
     *
     * @throws IllegalArgumentException if the length does not fit or a value is not finite
     */
    public static ItemIndex of(float[] vectors, int itemCount, int dimension) {
        Vectors.check("vectors", vectors, itemCount, dimension);
        float[] padding = new float[BLOCK];
        float[][][] blocks = new float[(itemCount + BLOCK - 1) / BLOCK][][];
        for (int block = 0; block < blocks.length; block++) {
            int first = block * BLOCK;
            blocks[block] = columns(vectors, first, Math.min(BLOCK, itemCount - first), dimension, padding);
        }
        return new ItemIndex(blocks, itemCount, dimension);
    }

    private static float[][] columns(float[] vectors, int firstItem, int count, int dimension, float[] padding) {
        float[][] columns = new float[padded(dimension)][];
        Arrays.fill(columns, dimension, columns.length, padding);
        for (int j = 0; j < dimension; j++) {
            columns[j] = new float[BLOCK];
            for (int i = 0; i < count; i++) {
                columns[j][i] = vectors[(firstItem + i) * dimension + j];
            }
        }
        return columns;
    }

    public int itemCount() {
        return itemCount;
    }

    public int dimension() {
        return dimension;
    }

    /**
     * The {@code k} best items that are not excluded, fewer if there are not so many.
     *
     * @param query {@code dimension} finite numbers
     * @param excluded asked for the index of an item that would enter the list, so seldom
     * @throws IllegalArgumentException if the query does not fit or {@code k} is below 1
     */
    public TopK topK(float[] query, int k, IntPredicate excluded) {
        Vectors.check("query", query, 1, dimension);
        Vectors.checkK(k);
        BestItems best = new BestItems(Math.min(k, itemCount), excluded);
        float[] weights = Arrays.copyOf(query, padded(dimension));
        float[] scores = new float[BLOCK];
        for (int block = 0; block < blocks.length; block++) {
            score(blocks[block], weights, scores);
            best.offer(scores, Math.min(BLOCK, itemCount - block * BLOCK), block * BLOCK);
        }
        return best.best();
    }

    private static void score(float[][] columns, float[] weights, float[] scores) {
        Arrays.fill(scores, 0f);
        for (int j = 0; j < columns.length; j += UNROLLED) {
            addColumns(columns[j], weights[j], columns[j + 1], weights[j + 1],
                    columns[j + 2], weights[j + 2], columns[j + 3], weights[j + 3], scores);
        }
    }

    private static void addColumns(float[] a, float p, float[] b, float q, float[] c, float r, float[] d, float s,
            float[] scores) {
        for (int i = 0; i < BLOCK; i++) {
            scores[i] = scores[i] + p * a[i] + q * b[i] + r * c[i] + s * d[i];
        }
    }

    private static int padded(int dimension) {
        return (dimension + UNROLLED - 1) / UNROLLED * UNROLLED;
    }
}
