/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.recpca;

/** An eigenvector's sign is free; this settles it, so that runs agree. */
final class ColumnSigns {

    private ColumnSigns() {
    }

    /** 1 or −1 for each column of a matrix held row after row, so that its entry of largest magnitude gets positive. */
    static double[] of(double[] matrix, int columns) {
        double[] signs = new double[columns];
        for (int j = 0; j < columns; j++) {
            double largest = 0;
            for (int at = j; at < matrix.length; at += columns) {
                largest = Math.abs(matrix[at]) > Math.abs(largest) ? matrix[at] : largest;
            }
            signs[j] = largest < 0 ? -1 : 1;
        }
        return signs;
    }
}
