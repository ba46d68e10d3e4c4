/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.backbone;

import java.util.Arrays;
import java.util.Collection;
import java.util.Random;

/**
 * Draws items in proportion to one plus how often they occur in the training sequences: frequent items are the hard
 * negatives, and none is out of reach.
 */
final class Proposal {

    private final double[] upTo;
    private final Random random;

    Proposal(int itemCount, Collection<int[]> sequences, long seed) {
        upTo = new double[itemCount];
        Arrays.fill(upTo, 1);
        for (int[] sequence : sequences) {
            for (int item : sequence) {
                upTo[item]++;
            }
        }
        for (int item = 1; item < itemCount; item++) {
            upTo[item] += upTo[item - 1];
        }
        random = new Random(seed);
    }

    /** Independent draws, so an item may come twice. */
    long[] draw(int count) {
        long[] items = new long[count];
        for (int i = 0; i < count; i++) {
            int found = Arrays.binarySearch(upTo, random.nextDouble() * upTo[upTo.length - 1]);
            items[i] = found >= 0 ? found + 1 : -found - 1; // a hit on a sum is where the next item begins
        }
        return items;
    }

    /** ln q of each item. */
    float[] logProbabilities(long[] items) {
        float[] logs = new float[items.length];
        for (int i = 0; i < items.length; i++) {
            int item = (int) items[i];
            double weight = upTo[item] - (item == 0 ? 0 : upTo[item - 1]);
            logs[i] = (float) Math.log(weight / upTo[upTo.length - 1]);
        }
        return logs;
    }
}
