/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.recpca;

import static org.bytedeco.openblas.global.openblas.LAPACKE_dposv;
import static org.bytedeco.openblas.global.openblas.LAPACK_ROW_MAJOR;

import org.tfllmer.tensors.NativeLibrary;

/** P that minimises ‖XP − Z‖² + ε‖P‖², from XᵀX and XᵀZ by Cholesky. */
final class LeastSquares {

    static {
        NativeLibrary.OPENBLAS.load();
    }

    /** ε relative to the trace of XᵀX: settles P where X has not full rank, and moves it by no more elsewhere. */
    private static final double RIDGE = 1e-12;

    private LeastSquares() {
    }

    /**
     * @param gram XᵀX, size × size
     * @param crossProduct XᵀZ, size × columns
     * @return P, size × columns; zeros if X is zero
     */
    static double[] solve(double[] gram, int size, double[] crossProduct, int columns) {
        double trace = 0;
        for (int i = 0; i < size; i++) {
            trace += gram[i * size + i];
        }
        double[] solution = crossProduct.clone();
        if (!(trace > 0)) {
            return new double[solution.length];
        }
        double[] raised = gram.clone();
        for (int i = 0; i < size; i++) {
            raised[i * size + i] += RIDGE * trace;
        }
        int status = LAPACKE_dposv(LAPACK_ROW_MAJOR, (byte) 'U', size, columns, raised, size, solution, columns);
        if (status != 0) {
            throw new ArithmeticException("LAPACK dposv ended with status " + status);
        }
        return solution;
    }
}
