/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.tensors;

/** A matrix held as it is; the array is shared, not copied. */
public record Float32Matrix(int rows, int columns, float[] values) implements FloatMatrix {

    public Float32Matrix {
        if (rows < 0 || columns < 0 || (long) rows * columns != values.length) {
            throw new IllegalArgumentException(
                    "A " + rows + " x " + columns + " matrix cannot have " + values.length + " values");
        }
    }

    @Override
    public void read(int firstRow, int rowCount, float[] target) {
        System.arraycopy(values, firstRow * columns, target, 0, rowCount * columns);
    }

    @Override
    public void read(int firstRow, int rowCount, int firstColumn, int columnCount, float[] target) {
        for (int i = 0; i < rowCount; i++) {
            System.arraycopy(values, (firstRow + i) * columns + firstColumn, target, i * columnCount, columnCount);
        }
    }
}
