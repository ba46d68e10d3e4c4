/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.recpca;

/** Compares what the columns of two matrices span. */
final class Subspaces {

    private Subspaces() {
    }

    /** How far b's columns reach out of the span of a's: ‖(I − QQᵀ)b‖ / ‖b‖, Q an orthonormal basis of a. */
    static double distance(double[] a, double[] b, int columns) {
        double[][] q = orthonormalColumns(a, columns);
        double outside = 0;
        double all = 0;
        for (double[] column : columns(b, columns)) {
            all += dot(column, column);
            for (int pass = 0; pass < 2; pass++) {
                for (double[] direction : q) {
                    subtract(column, direction, dot(column, direction));
                }
            }
            outside += dot(column, column);
        }
        return Math.sqrt(outside / all);
    }

    static double[] widened(float[] values) {
        double[] wide = new double[values.length];
        for (int at = 0; at < wide.length; at++) {
            wide[at] = values[at];
        }
        return wide;
    }

    static double[][] columns(double[] matrix, int columns) {
        double[][] split = new double[columns][matrix.length / columns];
        for (int at = 0; at < matrix.length; at++) {
            split[at % columns][at / columns] = matrix[at];
        }
        return split;
    }

    static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static double[][] orthonormalColumns(double[] matrix, int columns) {
        double[][] q = columns(matrix, columns);
        for (int j = 0; j < columns; j++) {
            for (int pass = 0; pass < 2; pass++) {
                for (int k = 0; k < j; k++) {
                    subtract(q[j], q[k], dot(q[j], q[k]));
                }
            }
            double length = Math.sqrt(dot(q[j], q[j]));
            for (int i = 0; i < q[j].length; i++) {
                q[j][i] /= length;
            }
        }
        return q;
    }

    private static void subtract(double[] from, double[] direction, double factor) {
        for (int i = 0; i < from.length; i++) {
            from[i] -= factor * direction[i];
        }
    }
}
