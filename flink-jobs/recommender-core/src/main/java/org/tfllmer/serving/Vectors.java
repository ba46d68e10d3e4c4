/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.serving;

/** The checks that arguments of a search pass at the door. */
final class Vectors {

    private Vectors() {}

    static void check(String name, float[] values, int rows, int columns) {
        if (rows < 0 || columns < 1 || values.length != (long) rows * columns) {
            throw new IllegalArgumentException(
                    name + " must be " + rows + " × " + columns + ", but there are " + values.length + " values");
        }
        for (int i = 0; i < values.length; i++) {
            if (!Float.isFinite(values[i])) {
                throw new IllegalArgumentException(name + " must be finite, but row " + i / columns
                        + " column " + i % columns + " is " + values[i]);
            }
        }
    }

    static void checkK(int k) {
        if (k < 1) {
            throw new IllegalArgumentException("k must be 1 or more, was " + k);
        }
    }
}
