/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.evaluation;

import java.util.Arrays;
import java.util.BitSet;

/** The best items of one row of scores. */
final class BestOfRow {

    private BestOfRow() {}

    /** At most {@code count} items that are not excluded, best first; of equal scores the lower index. */
    static int[] of(float[] scores, BitSet excluded, int count) {
        int[] best = new int[count];
        int size = 0;
        for (int item = 0; item < scores.length; item++) {
            boolean enters = size < count || scores[item] > scores[best[size - 1]];
            if (enters && !excluded.get(item)) {
                int place = size < count ? size++ : size - 1;
                for (; place > 0 && scores[item] > scores[best[place - 1]]; place--) {
                    best[place] = best[place - 1];
                }
                best[place] = item;
            }
        }
        return Arrays.copyOf(best, size);
    }
}
