/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.recpca;

import static org.bytedeco.openblas.global.openblas.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas.CblasTrans;
import static org.bytedeco.openblas.global.openblas.CblasUpper;
import static org.bytedeco.openblas.global.openblas.LAPACKE_slag2d_work;
import static org.bytedeco.openblas.global.openblas.LAPACK_COL_MAJOR;
import static org.bytedeco.openblas.global.openblas.cblas_dgemm;
import static org.bytedeco.openblas.global.openblas.cblas_dsyr2k;
import static org.bytedeco.openblas.global.openblas.cblas_dsyrk;

import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.tfllmer.tensors.NativeLibrary;

/**
 * A matrix of doubles, row after row, outside the Java heap, where the products run. Starts as zeros.
 *
 * <p>Products are those of the OpenBLAS that ND4J brings: ND4J's own take longer to set up than a narrow block to
 * multiply, copy some of a matrix's columns first, and lack the symmetric ones, which cost half.
 */
final class OffHeapMatrix implements AutoCloseable {

    static {
        NativeLibrary.ND4J.load();
    }

    /** Where a long matrix is worked through by parts: enough for full speed, small beside it. */
    static final int ROWS_AT_ONCE = 1024;

    private final int rows;
    private final int columns;
    /** The transpose, column after column: the same memory. */
    private final INDArray transposed;

    OffHeapMatrix(int rows, int columns) {
        this.rows = rows;
        this.columns = columns;
        this.transposed = Nd4j.create(DataType.DOUBLE, new long[] {columns, rows}, 'f');
    }

    static OffHeapMatrix of(double[] values, int rows, int columns) {
        OffHeapMatrix matrix = new OffHeapMatrix(rows, columns);
        matrix.load(values, 0, rows);
        return matrix;
    }

    /** Overwrites the first rows with values from an offset on. */
    void load(double[] values, int offset, int rowCount) {
        pointer().put(values, offset, rowCount * columns);
    }

    /** Overwrites the first rows with values in single precision. */
    void load(FloatPointer values, int rowCount) {
        LAPACKE_slag2d_work(LAPACK_COL_MAJOR, columns, rowCount, values, columns, pointer(), columns);
    }

    /** Copies the first rows to {@code target}, from an offset on. */
    void read(int rowCount, double[] target, int offset) {
        pointer().get(target, offset, rowCount * columns);
    }

    double[] toArray() {
        double[] values = new double[rows * columns];
        read(rows, values, 0);
        return values;
    }

    /** The array of a symmetric matrix of which only the upper triangle was summed. */
    double[] toSymmetricArray() {
        double[] values = toArray();
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < i; j++) {
                values[i * columns + j] = values[j * columns + i];
            }
        }
        return values;
    }

    /** Upper triangle += factor · yᵀy, over the first rows of y. */
    void addSquare(OffHeapMatrix y, int rowCount, double factor) {
        cblas_dsyrk(CblasRowMajor, CblasUpper, CblasTrans, columns, rowCount, factor, y.pointer(), columns, 1,
                pointer(), columns);
    }

    /** Upper triangle += factor · (yᵀh + hᵀy), over the first rows of y and h. */
    void addMutual(OffHeapMatrix y, OffHeapMatrix h, int rowCount, double factor) {
        cblas_dsyr2k(CblasRowMajor, CblasUpper, CblasTrans, columns, rowCount, factor, y.pointer(), columns,
                h.pointer(), columns, 1, pointer(), columns);
    }

    /** First rows = the first rows of a, times b. */
    void setProduct(OffHeapMatrix a, int rowCount, OffHeapMatrix b) {
        cblas_dgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, rowCount, columns, b.rows, 1, a.pointer(), a.columns,
                b.pointer(), columns, 0, pointer(), columns);
    }

    /** First rows += the first rows of a, times b. */
    void addProduct(OffHeapMatrix a, int rowCount, OffHeapMatrix b) {
        cblas_dgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, rowCount, columns, b.rows, 1, a.pointer(), a.columns,
                b.pointer(), columns, 1, pointer(), columns);
    }

    /** this += aᵀb, over the first rows of a and b. */
    void addTransposedProduct(OffHeapMatrix a, int rowCount, OffHeapMatrix b) {
        cblas_dgemm(CblasRowMajor, CblasTrans, CblasNoTrans, rows, columns, rowCount, 1, a.pointer(), a.columns,
                b.pointer(), columns, 1, pointer(), columns);
    }

    /** this += aᵀb, of as many columns of a, from {@code first} on, as this has rows, and b's rows from {@code row} on. */
    void addTransposedProductOfColumns(OffHeapMatrix a, int first, OffHeapMatrix b, int row) {
        cblas_dgemm(CblasRowMajor, CblasTrans, CblasNoTrans, rows, columns, a.rows, 1, a.pointer().getPointer(first),
                a.columns, b.row(row), b.columns, 1, pointer(), columns);
    }

    /** Rows from {@code row} on −= a b, of as many columns of a, from {@code first} on, as b has rows. */
    void subtractProductOfColumns(OffHeapMatrix a, int first, OffHeapMatrix b, int row) {
        cblas_dgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, a.rows, columns, b.rows, -1,
                a.pointer().getPointer(first), a.columns, b.pointer(), b.columns, 1, row(row), columns);
    }

    /**
     * The first columns, as many as the factor has rows, times the factor, in their place: a block of rows at a time.
     *
     * @param factor no more columns than this has
     */
    void multiplyFirst(OffHeapMatrix factor) {
        int kept = factor.columns;
        try (OffHeapMatrix product = new OffHeapMatrix(ROWS_AT_ONCE, kept)) {
            for (int first = 0; first < rows; first += ROWS_AT_ONCE) {
                int count = Math.min(ROWS_AT_ONCE, rows - first);
                cblas_dgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, count, kept, factor.rows, 1, row(first), columns,
                        factor.pointer(), kept, 0, product.pointer(), kept);
                part(first, count, 0, kept).assign(product.part(0, count, 0, kept));
            }
        }
    }

    /** Overwrites columns from {@code first} on with those of some rows of another matrix, from {@code row} on. */
    void setColumns(int first, OffHeapMatrix other, int row) {
        part(0, rows, first, other.columns).assign(other.part(row, rows, 0, other.columns));
    }

    int rows() {
        return rows;
    }

    int columns() {
        return columns;
    }

    /** Some rows of some columns, as columns of the transpose. A view: it is not closed. */
    private INDArray part(int firstRow, int rowCount, int firstColumn, int columnCount) {
        return transposed.get(NDArrayIndex.interval(firstColumn, firstColumn + columnCount),
                NDArrayIndex.interval(firstRow, firstRow + rowCount));
    }

    private DoublePointer row(int row) {
        return pointer().getPointer((long) row * columns);
    }

    private DoublePointer pointer() {
        return (DoublePointer) transposed.data().addressPointer();
    }

    @Override
    public void close() {
        transposed.close();
    }
}
