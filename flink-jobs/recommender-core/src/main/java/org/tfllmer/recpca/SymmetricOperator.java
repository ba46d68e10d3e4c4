/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.recpca;

/** A symmetric matrix that is known by its products only. */
interface SymmetricOperator {

    int size();

    /** The product with a block of vectors, size × columns, held row after row. Leaves the block as it is. */
    double[] times(double[] block, int columns);

    /**
     * The same, where an error of each column of up to {@code accuracy} times its length and the matrix's norm does no
     * harm: for a product that costs less when it need not be exact.
     */
    default double[] times(double[] block, int columns, double accuracy) {
        return times(block, columns);
    }

    /** The whole matrix, size × size, from products with some unit vectors at a time. */
    default double[] toMatrix() {
        int size = size();
        double[] matrix = new double[size * size];
        for (int first = 0; first < size; first += 64) {
            int columns = Math.min(64, size - first);
            double[] units = new double[size * columns];
            for (int j = 0; j < columns; j++) {
                units[(first + j) * columns + j] = 1;
            }
            double[] product = times(units, columns);
            for (int i = 0; i < size; i++) {
                System.arraycopy(product, i * columns, matrix, i * size + first, columns);
            }
        }
        return SmallMatrix.symmetric(matrix, size);
    }

    /** A dense symmetric matrix as an operator; close it after use. */
    static Dense dense(double[] matrix, int size) {
        return new Dense(OffHeapMatrix.of(matrix, size, size));
    }

    /** A matrix that is held. */
    record Dense(OffHeapMatrix matrix) implements SymmetricOperator, AutoCloseable {

        @Override
        public int size() {
            return matrix.rows();
        }

        @Override
        public double[] times(double[] block, int columns) {
            try (OffHeapMatrix right = OffHeapMatrix.of(block, size(), columns);
                    OffHeapMatrix product = new OffHeapMatrix(size(), columns)) {
                product.setProduct(matrix, size(), right);
                return product.toArray();
            }
        }

        @Override
        public void close() {
            matrix.close();
        }
    }
}
