/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.backbone;

/**
 * What one user did, as item ids.
 *
 * @param items oldest first
 * @param times of these interactions, milliseconds since 1970 UTC, ascending
 */
public record UserSequence(String[] items, long[] times) {

    public UserSequence {
        if (items.length != times.length) {
            throw new IllegalArgumentException(items.length + " items cannot have " + times.length + " times");
        }
    }
}
