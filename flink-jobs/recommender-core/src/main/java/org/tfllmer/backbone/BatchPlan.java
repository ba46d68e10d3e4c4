/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.backbone;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/**
 * Puts sequences of similar length into one batch, so that little is padding, in an order that is new each epoch.
 * Sequences are shuffled, sorted by length within pools of {@value #POOL} batches, and the batches shuffled again: a
 * sequence meets other companions each time.
 */
final class BatchPlan {

    private static final int POOL = 64;

    private final List<int[]> sequences;
    private final int batchSize;
    private final Random random;

    BatchPlan(List<int[]> sequences, int batchSize, long seed) {
        this.sequences = new ArrayList<>(sequences);
        this.batchSize = batchSize;
        random = new Random(seed);
    }

    List<List<int[]>> nextEpoch() {
        Collections.shuffle(sequences, random);
        List<List<int[]>> batches = new ArrayList<>();
        for (List<int[]> pool : parts(sequences, POOL * batchSize)) {
            List<int[]> byLength = new ArrayList<>(pool);
            byLength.sort(Comparator.comparingInt(sequence -> sequence.length));
            batches.addAll(parts(byLength, batchSize));
        }
        Collections.shuffle(batches, random);
        return batches;
    }

    private static List<List<int[]>> parts(List<int[]> sequences, int size) {
        List<List<int[]>> parts = new ArrayList<>();
        for (int start = 0; start < sequences.size(); start += size) {
            parts.add(sequences.subList(start, Math.min(sequences.size(), start + size)));
        }
        return parts;
    }
}
