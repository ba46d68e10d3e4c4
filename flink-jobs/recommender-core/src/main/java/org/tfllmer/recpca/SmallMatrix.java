/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.recpca;

/** Matrices a few hundred wide, held row after row on the heap. */
final class SmallMatrix {

    private SmallMatrix() {
    }

    static double[] identity(int size) {
        double[] identity = new double[size * size];
        for (int i = 0; i < size; i++) {
            identity[i * size + i] = 1;
        }
        return identity;
    }

    /** a b, rows × columns, from a rows × inner and b inner × columns. */
    static double[] product(double[] a, int rows, int inner, double[] b, int columns) {
        try (OffHeapMatrix left = OffHeapMatrix.of(a, rows, inner);
                OffHeapMatrix right = OffHeapMatrix.of(b, inner, columns);
                OffHeapMatrix product = new OffHeapMatrix(rows, columns)) {
            product.setProduct(left, rows, right);
            return product.toArray();
        }
    }

    /** aᵀ b, inner × columns, from a rows × inner and b rows × columns. */
    static double[] transposedProduct(double[] a, int rows, int inner, double[] b, int columns) {
        try (OffHeapMatrix left = OffHeapMatrix.of(a, rows, inner);
                OffHeapMatrix right = OffHeapMatrix.of(b, rows, columns);
                OffHeapMatrix product = new OffHeapMatrix(inner, columns)) {
            product.addTransposedProduct(left, rows, right);
            return product.toArray();
        }
    }

    /** Multiplies a matrix by a square one, in its place, a block of rows at a time. */
    static void multiplyRows(double[] matrix, double[] factor, int columns) {
        int rows = matrix.length / columns;
        try (OffHeapMatrix right = OffHeapMatrix.of(factor, columns, columns);
                OffHeapMatrix block = new OffHeapMatrix(OffHeapMatrix.ROWS_AT_ONCE, columns);
                OffHeapMatrix product = new OffHeapMatrix(OffHeapMatrix.ROWS_AT_ONCE, columns)) {
            for (int first = 0; first < rows; first += OffHeapMatrix.ROWS_AT_ONCE) {
                int count = Math.min(OffHeapMatrix.ROWS_AT_ONCE, rows - first);
                block.load(matrix, first * columns, count);
                product.setProduct(block, count, right);
                product.read(count, matrix, first * columns);
            }
        }
    }

    /** Half the sum of a matrix and its transpose, which takes rounding off one that should be symmetric. */
    static double[] symmetric(double[] matrix, int size) {
        double[] symmetric = new double[size * size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                symmetric[i * size + j] = (matrix[i * size + j] + matrix[j * size + i]) / 2;
            }
        }
        return symmetric;
    }

    static double[] firstColumns(double[] matrix, int columns, int kept) {
        return columns(matrix, columns, 0, kept);
    }

    /** Some columns of a matrix, from {@code first} on. */
    static double[] columns(double[] matrix, int columns, int first, int kept) {
        double[] some = new double[matrix.length / columns * kept];
        for (int i = 0; i * columns < matrix.length; i++) {
            System.arraycopy(matrix, i * columns + first, some, i * kept, kept);
        }
        return some;
    }

    /** Largest length of a column of A V − V diag(θ), from A V and V; as many columns as values. */
    static double longestResidual(double[] product, double[] vectors, double[] values) {
        double[] difference = product.clone();
        for (int at = 0; at < difference.length; at++) {
            difference[at] -= vectors[at] * values[at % values.length];
        }
        return longestColumn(difference, values.length);
    }

    /** Largest length of a column. */
    static double longestColumn(double[] matrix, int columns) {
        double[] squares = new double[columns];
        for (int at = 0; at < matrix.length; at += columns) {
            for (int j = 0; j < columns; j++) {
                squares[j] += matrix[at + j] * matrix[at + j];
            }
        }
        double largest = 0;
        for (double square : squares) {
            largest = Math.max(largest, square);
        }
        return Math.sqrt(largest);
    }
}
