/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.serving;

import java.util.List;
import java.util.function.IntPredicate;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.openblas.global.openblas;
import org.tfllmer.tensors.NativeLibrary;

/**
 * Exact search for the best items of many queries at once: matrix products of OpenBLAS over blocks of items, and the
 * selection of {@link ItemIndex} on a block's scores while they are in cache. Several times the throughput of single
 * searches from about eight queries on.
 *
 * <p>The catalogue lies outside the heap, once, row after row: 4nd bytes until closed. Per search 4 × {@value #BLOCK}
 * bytes per query more. Threads may share an index, but not close it under a search. OpenBLAS sums in an order of its
 * own, so scores may differ from {@link ItemIndex} in the last bits.
 */
public final class BatchItemIndex implements AutoCloseable {

    static {
        NativeLibrary.OPENBLAS.load();
    }

    private static final int BLOCK = 2048;

    private final FloatPointer items;
    private final int itemCount;
    private final int dimension;

    private BatchItemIndex(FloatPointer items, int itemCount, int dimension) {
        this.items = items;
        this.itemCount = itemCount;
        this.dimension = dimension;
    }

    /**
     * Copies {@code itemCount × dimension} vectors, row after row, as they are: for cosine similarity normalise them.
     *
     * @throws IllegalArgumentException if the length does not fit or a value is not finite
     */
    public static BatchItemIndex of(float[] vectors, int itemCount, int dimension) {
        Vectors.check("vectors", vectors, itemCount, dimension);
        FloatPointer items = new FloatPointer(Math.max(1, vectors.length)); // no allocation is empty
        items.retainReference(); // its owner is this index, not a scope of the caller
        items.put(vectors);
        return new BatchItemIndex(items, itemCount, dimension);
    }

    public int itemCount() {
        return itemCount;
    }

    public int dimension() {
        return dimension;
    }

    /**
     * For each query the {@code k} best items that are not excluded, fewer if there are not so many.
     *
     * @param queries one row of {@code dimension} finite numbers per query
     * @param excluded one for each query, asked for the index of an item that would enter its list
     * @throws IllegalArgumentException if the queries do not fit or {@code k} is below 1
     */
    public List<TopK> topK(float[] queries, int k, List<IntPredicate> excluded) {
        Vectors.check("queries", queries, excluded.size(), dimension);
        Vectors.checkK(k);
        List<BestItems> best = excluded.stream().map(seen -> new BestItems(Math.min(k, itemCount), seen)).toList();
        if (!best.isEmpty()) {
            search(queries, best);
        }
        return best.stream().map(BestItems::drain).toList();
    }

    /**
     * The scores of all items for each query.
     *
     * @param queries {@code count} rows of {@code dimension} numbers
     * @param scores count × items, row after row, overwritten
     */
    public void scores(float[] queries, int count, float[] scores) {
        Vectors.check("queries", queries, count, dimension);
        try (FloatPointer rows = new FloatPointer(queries);
                FloatPointer products = new FloatPointer(Math.max(1, (long) count * itemCount))) {
            openblas.cblas_sgemm(openblas.CblasRowMajor, openblas.CblasNoTrans, openblas.CblasTrans,
                    count, itemCount, dimension, 1f, rows, dimension, items, dimension, 0f, products, itemCount);
            products.get(scores, 0, count * itemCount);
        }
    }

    private void search(float[] queries, List<BestItems> best) {
        int count = best.size();
        float[] row = new float[BLOCK];
        try (FloatPointer rows = new FloatPointer(queries);
                FloatPointer scores = new FloatPointer((long) count * BLOCK)) {
            for (int first = 0; first < itemCount; first += BLOCK) {
                int width = Math.min(BLOCK, itemCount - first);
                openblas.cblas_sgemm(openblas.CblasRowMajor, openblas.CblasNoTrans, openblas.CblasTrans,
                        count, width, dimension, 1f, rows, dimension, block(first), dimension, 0f, scores, BLOCK);
                for (int query = 0; query < count; query++) {
                    scores.position((long) query * BLOCK).get(row, 0, width);
                    best.get(query).offer(row, 0, width, first);
                }
                scores.position(0);
            }
        }
    }

    /** A view of the items from {@code first} on; each search needs its own, for threads share the index. */
    private FloatPointer block(int first) {
        return new FloatPointer(items).position((long) first * dimension);
    }

    @Override
    public void close() {
        items.close();
    }
}
