/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.embedding;

import java.util.HashSet;
import java.util.List;

/**
 * In how many texts each word was, counted in a fixed number of buckets: words that share one are taken for each other,
 * which at 2¹⁸ buckets concerns few. 1 MiB.
 */
public final class WordFrequencies {

    /** Two to the power of 18. */
    static final int BUCKETS = 1 << 18;

    private final int[] counts;
    private long texts;

    public WordFrequencies() {
        this(new int[BUCKETS], 0);
    }

    private WordFrequencies(int[] counts, long texts) {
        this.counts = counts;
        this.texts = texts;
    }

    /**
     * What {@link #counts} and {@link #texts} gave.
     *
     * @throws IllegalArgumentException if there are not as many counts as buckets
     */
    public static WordFrequencies of(int[] counts, long texts) {
        if (counts.length != BUCKETS) {
            throw new IllegalArgumentException("There must be " + BUCKETS + " counts, were " + counts.length);
        }
        return new WordFrequencies(counts.clone(), texts);
    }

    /** Counts a text's words, each once. */
    void add(List<String> words) {
        texts++;
        for (String word : new HashSet<>(words)) {
            counts[bucket(word)]++;
        }
    }

    /** ln((1 + texts) / (1 + texts with the word)) + 1: 1 for a word that all have, more the rarer it is. */
    double inverse(String word) {
        return Math.log((1.0 + texts) / (1.0 + counts[bucket(word)])) + 1;
    }

    public int[] counts() {
        return counts.clone();
    }

    public long texts() {
        return texts;
    }

    private static int bucket(String word) {
        return (int) (Words.hash(word) >>> (Long.SIZE - 18));
    }
}
