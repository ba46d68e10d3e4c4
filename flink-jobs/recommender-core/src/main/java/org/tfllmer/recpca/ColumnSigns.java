/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.recpca;

/** An eigenvector's sign is free; this settles it, so that runs agree. */
final class ColumnSigns {

    private ColumnSigns() {
    }

    /** Turns each column of a matrix held row after row so that its entry of largest magnitude is positive. */
    static void settleInPlace(double[] matrix, int columns) {
        for (int j = 0; j < columns; j++) {
            double largest = 0;
            for (int at = j; at < matrix.length; at += columns) {
                largest = Math.abs(matrix[at]) > Math.abs(largest) ? matrix[at] : largest;
            }
            for (int at = j; at < matrix.length && largest < 0; at += columns) {
                matrix[at] = -matrix[at];
            }
        }
    }
}
