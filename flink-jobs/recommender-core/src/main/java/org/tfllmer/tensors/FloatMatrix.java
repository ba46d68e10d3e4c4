/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.tensors;

/** A read-only matrix of floats, row after row. Read in blocks, so that nobody needs a second copy of a large one. */
public interface FloatMatrix {

    int rows();

    int columns();

    /**
     * Copies rows {@code firstRow} to {@code firstRow + rowCount - 1} into {@code target}, row after row from its
     * start.
     *
     * @throws IndexOutOfBoundsException if there are no such rows or {@code target} is too short
     */
    void read(int firstRow, int rowCount, float[] target);

    /** The same for {@code columnCount} columns of these rows, from {@code firstColumn} on. */
    void read(int firstRow, int rowCount, int firstColumn, int columnCount, float[] target);
}
