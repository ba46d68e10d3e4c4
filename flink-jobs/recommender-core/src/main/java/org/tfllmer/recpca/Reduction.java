/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.recpca;

/**
 * A formulation's answer, before its columns are scaled, signed or turned; which happens where they lie, for Z is large.
 *
 * @param projector P, D × d
 * @param items Z, n × d
 * @param varianceKept share of ‖X‖² that Z can give back, 0 … 1
 */
record Reduction(double[] projector, double[] items, Eigenpairs pairs, double objective, double varianceKept) {

    /** Multiplies each column by a factor, in its place. */
    void scale(double[] factors) {
        scale(projector, factors);
        scale(items, factors);
    }

    /** Multiplies by a d × d matrix, in place. */
    void rotate(double[] rotation, int dimension) {
        SmallMatrix.multiplyRows(projector, rotation, dimension);
        SmallMatrix.multiplyRows(items, rotation, dimension);
    }

    private static void scale(double[] matrix, double[] factors) {
        for (int at = 0; at < matrix.length; at += factors.length) {
            for (int j = 0; j < factors.length; j++) {
                matrix[at + j] *= factors[j];
            }
        }
    }
}
