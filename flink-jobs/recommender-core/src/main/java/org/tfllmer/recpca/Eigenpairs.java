/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.recpca;

/**
 * Leading eigenpairs of a symmetric matrix, largest eigenvalue first.
 *
 * @param vectors size × count, row after row, one eigenvector a column
 * @param residual largest ‖Mv − θv‖ relative to ‖M‖
 * @param iterations steps taken; 0 for a direct method
 * @param products vectors that M was multiplied with
 */
record Eigenpairs(int size, double[] values, double[] vectors, double residual, int iterations, long products) {

    int count() {
        return values.length;
    }

    Eigenpairs withResidual(double other) {
        return new Eigenpairs(size, values, vectors, other, iterations, products);
    }
}
