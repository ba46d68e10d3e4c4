/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.recpca;

import static org.bytedeco.openblas.global.openblas.LAPACKE_dgesvd;
import static org.bytedeco.openblas.global.openblas.LAPACK_ROW_MAJOR;

import org.tfllmer.tensors.NativeLibrary;

/**
 * The rotation that takes vectors nearest to others: R minimises ‖Z R − Z'‖ with RᵀR = I.
 *
 *   R = U Vᵀ  from the singular values  ZᵀZ' = U S Vᵀ      Z, Z'  n × d     R  d × d
 *
 * R is orthogonal, so dot products between rows of Z R are those of Z. Reflections are allowed.
 * Source: Schönemann, "A generalized solution of the orthogonal Procrustes problem", 1966.
 */
final class Procrustes {

    static {
        NativeLibrary.OPENBLAS.load();
    }

    private Procrustes() {
    }

    /** R from ZᵀZ', d × d. */
    static double[] rotation(double[] crossProduct, int dimension) {
        double[] left = new double[dimension * dimension];
        double[] right = new double[dimension * dimension];
        int status = LAPACKE_dgesvd(LAPACK_ROW_MAJOR, (byte) 'A', (byte) 'A', dimension, dimension,
                crossProduct.clone(), dimension, new double[dimension], left, dimension, right, dimension,
                new double[dimension]);
        if (status != 0) {
            throw new ArithmeticException("LAPACK dgesvd ended with status " + status);
        }
        return SmallMatrix.product(left, dimension, dimension, right, dimension);
    }
}
