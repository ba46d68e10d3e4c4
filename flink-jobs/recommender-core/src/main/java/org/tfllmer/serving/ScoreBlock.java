/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.serving;

import java.nio.FloatBuffer;

/**
 * One query's scores of a block of items, folded: what is the highest score of every sixteen? Folding is a loop of
 * {@code Math.max} over arrays, which the JIT compiler turns into vector instructions; a search for scores above a
 * threshold it does not. Then an eighth of the comparisons are left, and of most blocks nothing else.
 */
final class ScoreBlock {

    static final int SIZE = 2048;

    private static final int ROWS = 4;
    private static final int WIDE = SIZE / ROWS;
    private static final int NARROW = WIDE / ROWS;

    private final float[] scores = new float[SIZE];
    private final float[] wide = new float[WIDE];
    private final float[] narrow = new float[NARROW];
    private int width;

    /** Takes {@code width} scores, at most {@value #SIZE}, from {@code at} on. */
    void read(FloatBuffer from, int at, int width) {
        from.get(at, scores, 0, width);
        this.width = width;
    }

    /** Offers all items of the block, {@code firstItem} the first of them. */
    void offerTo(BestItems best, int firstItem) {
        if (width == SIZE && best.isFull()) {
            fold();
            offerColumns(best, firstItem);
        } else if (width == SIZE && best.isEmpty() && best.capacity() <= NARROW) {
            fold();
            offerFirst(best, firstItem);
        } else {
            best.offer(scores, width, firstItem);
        }
    }

    private void fold() {
        foldToWide(scores, wide);
        foldToNarrow(wide, narrow);
    }

    private void offerColumns(BestItems best, int firstItem) {
        for (int column = BestItems.next(narrow, 0, NARROW, best.threshold()); column < NARROW;
                column = BestItems.next(narrow, column + 1, NARROW, best.threshold())) {
            for (int high = column; high < WIDE; high += NARROW) {
                if (!(wide[high] < best.threshold())) {
                    offerColumn(best, firstItem, high);
                }
            }
        }
    }

    private void offerColumn(BestItems best, int firstItem, int column) {
        for (int at = column; at < SIZE; at += WIDE) {
            if (!(scores[at] < best.threshold())) {
                best.offer(firstItem + at, scores[at]);
            }
        }
    }

    /** Starts with a bound that spares an empty list half of its insertions. */
    private void offerFirst(BestItems best, int firstItem) {
        best.expect(reached(best.capacity()));
        best.offer(scores, SIZE, firstItem);
        if (!best.isFull()) {
            best.startOver();
            best.offer(scores, SIZE, firstItem);
        }
    }

    /** A score that at least {@code k} items reach: the lowest of the highest of k groups. */
    private float reached(int k) {
        int group = NARROW / k;
        float reached = Float.POSITIVE_INFINITY;
        for (int first = 0; first < k * group; first += group) {
            float highest = narrow[first];
            for (int column = first + 1; column < first + group; column++) {
                highest = Math.max(highest, narrow[column]);
            }
            reached = Math.min(reached, highest);
        }
        return reached;
    }

    private static void foldToWide(float[] scores, float[] folded) {
        for (int i = 0; i < WIDE; i++) {
            folded[i] = Math.max(Math.max(scores[i], scores[i + WIDE]),
                    Math.max(scores[i + 2 * WIDE], scores[i + 3 * WIDE]));
        }
    }

    private static void foldToNarrow(float[] wide, float[] folded) {
        for (int i = 0; i < NARROW; i++) {
            folded[i] = Math.max(Math.max(wide[i], wide[i + NARROW]),
                    Math.max(wide[i + 2 * NARROW], wide[i + 3 * NARROW]));
        }
    }
}
