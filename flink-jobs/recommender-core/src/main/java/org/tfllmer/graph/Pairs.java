/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.graph;

/**
 * A user came to an item after others.
 *
 * @param earlier the items that it co-occurs with, the newest first
 * @param weights of the pairs, none of them 0
 * @param time    event time of the later interaction, milliseconds since 1970 UTC; weights decay from here
 */
public record Pairs(String itemId, String[] earlier, double[] weights, long time) {

    public boolean isEmpty() {
        return earlier.length == 0;
    }

    /** What takes these pairs back. */
    public Pairs negated() {
        double[] negative = new double[weights.length];
        for (int i = 0; i < weights.length; i++) {
            negative[i] = -weights[i];
        }
        return new Pairs(itemId, earlier, negative, time);
    }
}
