/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.embedding;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Embeds texts by the words in them, without a model or a network: a start for catalogues that have nothing but texts.
 *
 *   x[column(w)] += sign(w) (1 + ln tf(w)) idf(w)     for each word w of the text, then scaled to length 1
 *   tf  how often the text has w     idf  of the texts so far, this one included     column, sign  from a hash of w
 *
 * Words that share a column cancel as often as they add up, so that the dot product of two texts is, on average, that
 * of their word weights. The idf is learned on the way, so a text's embedding depends a little on what came before it.
 * A text without a word gets zeros. Time is in proportion to the text. Not for use by several threads at once.
 * Source: Weinberger and others, "Feature hashing for large scale multitask learning", 2009.
 */
public final class HashedWords {

    private final int dimension;
    private final WordFrequencies frequencies;

    /** @throws IllegalArgumentException if the dimension is below 1 */
    public HashedWords(int dimension, WordFrequencies frequencies) {
        if (dimension < 1) {
            throw new IllegalArgumentException("An embedding must have 1 number or more, was to have " + dimension);
        }
        this.dimension = dimension;
        this.frequencies = frequencies;
    }

    /** Learns from a text and embeds it. */
    public float[] embed(String text) {
        List<String> words = Words.of(text);
        frequencies.add(words);
        Map<String, Integer> counts = new HashMap<>();
        words.forEach(word -> counts.merge(word, 1, Integer::sum));
        double[] sums = new double[dimension];
        counts.forEach((word, count) -> {
            long hash = Words.hash(word);
            double weight = (1 + Math.log(count)) * frequencies.inverse(word);
            sums[(int) Long.remainderUnsigned(hash >>> 1, dimension)] += (hash & 1) == 0 ? weight : -weight;
        });
        return unitLength(sums);
    }

    private static float[] unitLength(double[] sums) {
        double squares = 0;
        for (double sum : sums) {
            squares += sum * sum;
        }
        float[] embedding = new float[sums.length];
        for (int j = 0; j < sums.length && squares > 0; j++) {
            embedding[j] = (float) (sums[j] / Math.sqrt(squares));
        }
        return embedding;
    }
}
