/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.graph;

/**
 * What one user adds to one item of the sample.
 *
 * @param weight    to the item's degree
 * @param countedAt time whose interval it belongs to, milliseconds since 1970 UTC
 */
public record Contribution(String itemId, String userId, double weight, long countedAt) {

    /** One in so many items is in the sample. */
    private static final int ONE_OF = 64;

    static boolean isSampled(String itemId) {
        return Math.floorMod(itemId.hashCode() * 0x9E3779B9 >>> 16, ONE_OF) == 0;
    }
}
