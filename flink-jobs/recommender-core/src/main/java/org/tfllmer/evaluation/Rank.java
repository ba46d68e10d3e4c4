/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.evaluation;

import java.util.BitSet;

/**
 * The place of one item when all are sorted by falling score, counted from 1. Ties count against it: it stands behind
 * every item of the same score, so a scorer that gives all the same earns nothing. A score that is NaN counts as a tie.
 */
public final class Rank {

    private static final BitSet NONE = new BitSet(0);

    private Rank() {}

    /** The rank of {@code item} among all {@code scores}. */
    public static int of(int item, float[] scores) {
        return of(item, scores, NONE);
    }

    /** The rank of {@code item} among those that are not {@code excluded}; itself is never excluded. */
    public static int of(int item, float[] scores, BitSet excluded) {
        float score = scores[item];
        int rank = 1;
        for (int other = 0; other < scores.length; other++) {
            boolean behind = scores[other] < score;
            if (!behind && other != item && !excluded.get(other)) {
                rank++;
            }
        }
        return rank;
    }
}
