/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.app.bench;

/** How far apart two subspaces are that the columns of two matrices span. */
final class SubspaceDistance {

    private SubspaceDistance() {}

    /**
     * The part of b's columns that lies outside the span of a's, √(‖b − QQᵀb‖² / ‖b‖²) with Q orthonormal: 0 … 1.
     *
     * @param a       size × columns, row after row, of full rank
     * @param b       as large
     */
    static double between(double[] a, double[] b, int columns) {
        double[][] q = split(a, columns);
        for (int j = 0; j < columns; j++) {
            removeAll(q, j, q[j]);
            double length = Math.sqrt(dot(q[j], q[j]));
            for (int i = 0; i < q[j].length; i++) {
                q[j][i] /= length;
            }
        }
        double all = 0;
        double outside = 0;
        for (double[] column : split(b, columns)) {
            all += dot(column, column);
            removeAll(q, columns, column);
            outside += dot(column, column);
        }
        return Math.sqrt(outside / all);
    }

    private static double[][] split(double[] matrix, int columns) {
        double[][] split = new double[columns][matrix.length / columns];
        for (int at = 0; at < matrix.length; at++) {
            split[at % columns][at / columns] = matrix[at];
        }
        return split;
    }

    /** Twice, as once leaves what rounding left. */
    private static void removeAll(double[][] directions, int count, double[] from) {
        for (int pass = 0; pass < 2; pass++) {
            for (int k = 0; k < count; k++) {
                double share = dot(directions[k], from);
                for (int i = 0; i < from.length; i++) {
                    from[i] -= share * directions[k][i];
                }
            }
        }
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
