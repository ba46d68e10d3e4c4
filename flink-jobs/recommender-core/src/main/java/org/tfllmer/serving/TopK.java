/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.serving;

/**
 * The best items of one query, best first; of equal scores the lower index comes first.
 *
 * @param items indexes of the items, at most as many as were asked for
 * @param scores their scores, as long as {@code items}
 */
public record TopK(int[] items, float[] scores) {

    public int size() {
        return items.length;
    }
}
