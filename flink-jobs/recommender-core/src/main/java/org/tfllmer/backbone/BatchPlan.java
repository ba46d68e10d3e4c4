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
 * Puts sequences of similar length into one batch, so that little is padding, and about as many positions into each, so
 * that every position weighs the same in an epoch: batches of equal size would let one of short sequences, with few
 * positions, take as long a step as one of long ones. Sequences are shuffled, sorted by length within pools of
 * {@value #POOL} batches, and the batches shuffled again: a sequence meets other companions each time.
 */
final class BatchPlan {

    private static final int POOL = 64;

    private final List<int[]> sequences;
    private final int batchSize;
    private final int maxLength;
    private final Random random;

    /** @param batchSize sequences in a batch on average */
    BatchPlan(List<int[]> sequences, int batchSize, int maxLength, long seed) {
        this.sequences = new ArrayList<>(sequences);
        this.batchSize = batchSize;
        this.maxLength = maxLength;
        random = new Random(seed);
    }

    List<List<int[]>> nextEpoch() {
        Collections.shuffle(sequences, random);
        List<List<int[]>> batches = new ArrayList<>();
        int pool = POOL * batchSize;
        for (int start = 0; start < sequences.size(); start += pool) {
            List<int[]> part = sequences.subList(start, Math.min(sequences.size(), start + pool));
            batches.addAll(evenParts(byLength(part)));
        }
        Collections.shuffle(batches, random);
        return batches;
    }

    private static List<int[]> byLength(List<int[]> sequences) {
        List<int[]> sorted = new ArrayList<>(sequences);
        sorted.sort(Comparator.comparingInt(sequence -> sequence.length));
        return sorted;
    }

    /** Cuts where the positions so far reach the next multiple of the mean. */
    private List<List<int[]>> evenParts(List<int[]> sequences) {
        int count = (sequences.size() + batchSize - 1) / batchSize;
        long total = sequences.stream().mapToLong(this::positions).sum();
        List<List<int[]>> parts = new ArrayList<>();
        long before = 0;
        int start = 0;
        for (int at = 0; at < sequences.size(); at++) {
            before += positions(sequences.get(at));
            if (before * count >= total * (parts.size() + 1)) {
                parts.add(sequences.subList(start, at + 1));
                start = at + 1;
            }
        }
        return parts;
    }

    private int positions(int[] sequence) {
        return SequenceBatch.inputs(sequence, maxLength);
    }
}
