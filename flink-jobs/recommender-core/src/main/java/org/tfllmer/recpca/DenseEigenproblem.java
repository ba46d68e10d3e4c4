/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.recpca;

import static org.bytedeco.openblas.global.openblas.LAPACKE_dsyevr;
import static org.bytedeco.openblas.global.openblas.LAPACK_COL_MAJOR;

import org.tfllmer.tensors.NativeLibrary;

/** Leading eigenpairs of a dense symmetric matrix by LAPACK's dsyevr, which computes no more than was asked for. */
final class DenseEigenproblem {

    static {
        NativeLibrary.OPENBLAS.load();
    }

    private DenseEigenproblem() {
    }

    /**
     * @param matrix size × size, symmetric; left as it is
     * @param count how many pairs, 1 … size
     * @throws ArithmeticException if LAPACK finds no answer
     */
    static Eigenpairs leading(double[] matrix, int size, int count) {
        double[] ascending = new double[size];
        double[] columns = new double[size * count];
        int[] found = new int[1];
        int status = LAPACKE_dsyevr(LAPACK_COL_MAJOR, (byte) 'V', (byte) 'I', (byte) 'L', size, matrix.clone(), size,
                0, 0, size - count + 1, size, 0, found, ascending, columns, size, new int[2 * size]);
        if (status != 0 || found[0] != count) {
            throw new ArithmeticException("LAPACK dsyevr found " + found[0] + " of " + count
                    + " eigenvectors, status " + status);
        }
        double[] values = new double[count];
        double[] vectors = new double[size * count];
        for (int j = 0; j < count; j++) {
            int from = count - 1 - j;
            values[j] = ascending[from];
            for (int i = 0; i < size; i++) {
                vectors[i * count + j] = columns[from * size + i];
            }
        }
        return new Eigenpairs(size, values, vectors, residual(matrix, size, values, vectors), 0, 0);
    }

    /** Largest ‖Mv − θv‖, relative to a lower bound of ‖M‖: the largest value found, or the root mean square of all. */
    private static double residual(double[] matrix, int size, double[] values, double[] vectors) {
        double[] product = SmallMatrix.product(matrix, size, size, vectors, values.length);
        double frobenius = 0;
        for (double entry : matrix) {
            frobenius += entry * entry;
        }
        double norm = Math.max(Math.abs(values[0]), Math.sqrt(frobenius / size));
        return norm == 0 ? 0 : SmallMatrix.longestResidual(product, vectors, values) / norm;
    }
}
