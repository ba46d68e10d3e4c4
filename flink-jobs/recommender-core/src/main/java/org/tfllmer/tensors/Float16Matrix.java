/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.tensors;

/**
 * A matrix kept in half precision, two bytes a value, and converted as it is read. The array is shared, not copied.
 *
 * @param bits IEEE 754 binary16, row after row
 */
public record Float16Matrix(int rows, int columns, short[] bits) implements FloatMatrix {

    public Float16Matrix {
        if (rows < 0 || columns < 0 || (long) rows * columns != bits.length) {
            throw new IllegalArgumentException(
                    "A " + rows + " x " + columns + " matrix cannot have " + bits.length + " values");
        }
    }

    /** Rounds every value of {@code matrix} to the nearest half. */
    public static Float16Matrix rounded(FloatMatrix matrix) {
        int columns = matrix.columns();
        short[] bits = new short[Math.multiplyExact(matrix.rows(), columns)];
        float[] row = new float[columns];
        for (int i = 0; i < matrix.rows(); i++) {
            matrix.read(i, 1, row);
            for (int j = 0; j < columns; j++) {
                bits[i * columns + j] = Float16.fromFloat(row[j]);
            }
        }
        return new Float16Matrix(matrix.rows(), columns, bits);
    }

    @Override
    public void read(int firstRow, int rowCount, float[] target) {
        int first = firstRow * columns;
        for (int i = 0; i < rowCount * columns; i++) {
            target[i] = Float16.toFloat(bits[first + i]);
        }
    }

    @Override
    public void read(int firstRow, int rowCount, int firstColumn, int columnCount, float[] target) {
        for (int i = 0; i < rowCount; i++) {
            int first = (firstRow + i) * columns + firstColumn;
            for (int j = 0; j < columnCount; j++) {
                target[i * columnCount + j] = Float16.toFloat(bits[first + j]);
            }
        }
    }
}
