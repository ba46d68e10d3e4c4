/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.recpca;

/** Measures of the columns of a matrix held row after row. */
final class Columns {

    /** Relative to the largest deviation: what rounding leaves in a direction that X does not have. */
    private static final double CONSTANT = 1e-7;

    private Columns() {
    }

    /** One over each column's standard deviation; 1 for a column that is constant but for rounding. */
    static double[] toUnitVariance(double[] matrix, int columns) {
        int rows = matrix.length / columns;
        double[] factors = new double[columns];
        for (int j = 0; j < columns; j++) {
            double mean = 0;
            for (int i = 0; i < rows; i++) {
                mean += matrix[i * columns + j] / rows;
            }
            double squares = 0;
            for (int i = 0; i < rows; i++) {
                squares += Math.pow(matrix[i * columns + j] - mean, 2);
            }
            factors[j] = Math.sqrt(squares / rows);
        }
        return inverted(factors);
    }

    private static double[] inverted(double[] deviations) {
        double largest = 0;
        for (double deviation : deviations) {
            largest = Math.max(largest, deviation);
        }
        for (int j = 0; j < deviations.length; j++) {
            deviations[j] = deviations[j] > CONSTANT * largest ? 1 / deviations[j] : 1;
        }
        return deviations;
    }
}
