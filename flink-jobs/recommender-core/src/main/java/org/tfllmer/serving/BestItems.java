/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.serving;

import java.util.function.IntPredicate;

/**
 * Keeps the k best of a stream of scored items in a heap whose root is the worst kept one. Once full, an item costs one
 * comparison unless it is better than the root, so a long stream is never sorted.
 *
 * <p>Better means a higher score or, of equal scores, a lower index. A NaN is never kept.
 */
final class BestItems {

    private final IntPredicate excluded;
    private final float[] scores;
    private final int[] items;
    private int size;

    BestItems(int k, IntPredicate excluded) {
        this.excluded = excluded;
        scores = new float[k];
        items = new int[k];
    }

    /**
     * Offers items {@code firstItem}, {@code firstItem + 1}, … with the {@code count} scores that start at
     * {@code offset}. Items must be offered in rising order: that is what lets an equal score be passed over.
     */
    void offer(float[] blockScores, int offset, int count, int firstItem) {
        int i = 0;
        for (; i < count && size < scores.length; i++) {
            fill(firstItem + i, blockScores[offset + i]);
        }
        if (size == 0) {
            return;
        }
        int end = offset + count;
        for (int at = above(scores[0], blockScores, offset + i, end); at < end;
                at = above(scores[0], blockScores, at + 1, end)) {
            if (!excluded.test(firstItem + at - offset)) {
                siftDown(firstItem + at - offset, blockScores[at]);
            }
        }
    }

    /** The first score above the threshold. A method of its own, so that the loop holds nothing but the comparison. */
    private static int above(float threshold, float[] blockScores, int from, int end) {
        int at = from;
        while (at < end && !(blockScores[at] > threshold)) {
            at++;
        }
        return at;
    }

    /** Empties the heap, worst item first, so that the arrays fill up from their ends. */
    TopK drain() {
        TopK best = new TopK(new int[size], new float[size]);
        while (size > 0) {
            best.items()[size - 1] = items[0];
            best.scores()[size - 1] = scores[0];
            size--;
            siftDown(items[size], scores[size]);
        }
        return best;
    }

    private void fill(int item, float score) {
        if (Float.isNaN(score) || excluded.test(item)) {
            return;
        }
        int hole = size++;
        while (hole > 0 && worse(item, score, (hole - 1) / 2)) {
            move((hole - 1) / 2, hole);
            hole = (hole - 1) / 2;
        }
        place(item, score, hole);
    }

    /** Puts the item into the place of the worst one. */
    private void siftDown(int item, float score) {
        int hole = 0;
        for (int child = 1; child < size; child = 2 * hole + 1) {
            if (child + 1 < size && worse(items[child + 1], scores[child + 1], child)) {
                child++;
            }
            if (worse(item, score, child)) {
                break;
            }
            move(child, hole);
            hole = child;
        }
        place(item, score, hole);
    }

    private boolean worse(int item, float score, int than) {
        return score < scores[than] || score == scores[than] && item > items[than];
    }

    private void move(int from, int to) {
        scores[to] = scores[from];
        items[to] = items[from];
    }

    private void place(int item, float score, int at) {
        scores[at] = score;
        items[at] = item;
    }
}
