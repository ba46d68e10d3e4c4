/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.serving;

import java.util.function.IntPredicate;

/**
 * Keeps the k best of scored items, offered in any order. Once full, an item costs one comparison unless it is as good as
 * the worst kept one, so a long stream is never sorted.
 *
 * <p>Better means a higher score or, of equal scores, a lower index. A NaN is never kept.
 *
 * <p>An item is kept as one number, its score's rank in the high half and its index in the low one, and the numbers in
 * falling order. To insert then is one loop of one comparison, a third faster than a heap of 20, whose every step is a
 * branch that a processor cannot foresee. It costs O(k), so thousands of best items are not its use.
 */
final class BestItems {

    private final IntPredicate excluded;
    private final long[] kept;
    private int size;
    /** Scores below are not worth a look. */
    private float threshold = Float.NEGATIVE_INFINITY;

    BestItems(int k, IntPredicate excluded) {
        this.excluded = excluded;
        kept = new long[k];
    }

    int capacity() {
        return kept.length;
    }

    boolean isEmpty() {
        return size == 0;
    }

    boolean isFull() {
        return size == kept.length;
    }

    float threshold() {
        return threshold;
    }

    /** Offers items {@code firstItem}, {@code firstItem + 1}, … with the first {@code count} scores. */
    void offer(float[] scores, int count, int firstItem) {
        for (int at = next(scores, 0, count, threshold); at < count; at = next(scores, at + 1, count, threshold)) {
            offer(firstItem + at, scores[at]);
        }
    }

    /** The first score not below the threshold. A method of its own: the loop holds nothing but the comparison. */
    static int next(float[] scores, int from, int end, float threshold) {
        int at = from;
        while (at < end && scores[at] < threshold) {
            at++;
        }
        return at;
    }

    void offer(int item, float score) {
        long number = number(item, score);
        if (Float.isNaN(score) || isFull() && number < kept[size - 1] || excluded.test(item)) {
            return;
        }
        int hole = isFull() ? size - 1 : size++;
        for (; hole > 0 && kept[hole - 1] < number; hole--) {
            kept[hole] = kept[hole - 1];
        }
        kept[hole] = number;
        if (isFull()) {
            threshold = score(kept[size - 1]);
        }
    }

    /**
     * Of the whole catalogue's scores, passes over those below {@code bound} from now on. Only while empty, and only if
     * k items are known to reach it: if fewer were kept in the end, some of them excluded, {@link #startOver}.
     */
    void expect(float bound) {
        threshold = bound;
    }

    void startOver() {
        size = 0;
        threshold = Float.NEGATIVE_INFINITY;
    }

    TopK best() {
        TopK best = new TopK(new int[size], new float[size]);
        for (int place = 0; place < size; place++) {
            best.items()[place] = ~(int) kept[place];
            best.scores()[place] = score(kept[place]);
        }
        return best;
    }

    /** Numbers compare as the items do. */
    private static long number(int item, float score) {
        int bits = Float.floatToRawIntBits(score + 0f); // so that -0 is 0
        return (long) inOrder(bits) << Integer.SIZE | Integer.toUnsignedLong(~item);
    }

    private static float score(long number) {
        return Float.intBitsToFloat(inOrder((int) (number >> Integer.SIZE)));
    }

    /** Bits of floats rise with the value where it is positive and fall where it is not; and back again. */
    private static int inOrder(int bits) {
        return bits ^ bits >> Integer.SIZE - 1 >>> 1;
    }
}
