/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.recpca;

/**
 * A formulation's answer, before its columns are scaled, signed or turned.
 *
 * @param projector P, D × d
 * @param items Z, n × d
 * @param varianceKept share of ‖X‖² that Z can give back, 0 … 1
 */
record Reduction(double[] projector, double[] items, Eigenpairs pairs, double objective, double varianceKept) {

    Reduction scaled(double[] factors) {
        return new Reduction(scaled(projector, factors), scaled(items, factors), pairs, objective, varianceKept);
    }

    Reduction rotated(double[] rotation, int dimension) {
        return new Reduction(
                SmallMatrix.product(projector, projector.length / dimension, dimension, rotation, dimension),
                SmallMatrix.product(items, items.length / dimension, dimension, rotation, dimension),
                pairs, objective, varianceKept);
    }

    private static double[] scaled(double[] matrix, double[] factors) {
        double[] scaled = new double[matrix.length];
        for (int at = 0; at < matrix.length; at += factors.length) {
            for (int j = 0; j < factors.length; j++) {
                scaled[at + j] = matrix[at + j] * factors[j];
            }
        }
        return scaled;
    }
}
