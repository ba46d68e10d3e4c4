/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.recpca;

import static org.bytedeco.openblas.global.openblas.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas.CblasTrans;
import static org.bytedeco.openblas.global.openblas.CblasUpper;
import static org.bytedeco.openblas.global.openblas.cblas_dsyr2k;
import static org.bytedeco.openblas.global.openblas.cblas_dsyrk;

import java.util.List;
import org.bytedeco.javacpp.DoublePointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.tfllmer.tensors.NativeLibrary;

/**
 * A matrix of doubles, row after row, outside the Java heap, where the products run. Starts as zeros.
 *
 * <p>General products are ND4J's; the symmetric ones, which ND4J lacks and which cost half, are OpenBLAS's.
 */
final class OffHeapMatrix implements AutoCloseable {

    static {
        NativeLibrary.ND4J.load();
    }

    private static final int ROWS_AT_ONCE = 1024;

    private final int rows;
    private final int columns;
    /** The transpose, column after column: the same memory, and the order that ND4J multiplies without a copy. */
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
        Nd4j.gemm(b.transposed, a.slice(0, rowCount), slice(0, rowCount), false, false, 1, 0);
    }

    /** this += factor · a b. */
    void addProduct(OffHeapMatrix a, OffHeapMatrix b, double factor) {
        Nd4j.gemm(b.transposed, a.transposed, transposed, false, false, factor, 1);
    }

    /** this += aᵀb, over the first rows of a and b. */
    void addTransposedProduct(OffHeapMatrix a, int rowCount, OffHeapMatrix b) {
        Nd4j.gemm(b.slice(0, rowCount), a.slice(0, rowCount), transposed, false, true, 1, 1);
    }

    /**
     * target = Σ blocks[k] factors[k], a block of rows at a time, so that the target may be one of the blocks.
     *
     * @param blocks as many rows as {@code target}
     * @param factors as many columns as {@code target}
     */
    static void combine(List<OffHeapMatrix> blocks, List<OffHeapMatrix> factors, OffHeapMatrix target) {
        try (OffHeapMatrix sum = new OffHeapMatrix(ROWS_AT_ONCE, target.columns)) {
            for (int first = 0; first < target.rows; first += ROWS_AT_ONCE) {
                int count = Math.min(ROWS_AT_ONCE, target.rows - first);
                INDArray sums = sum.slice(0, count);
                for (int k = 0; k < blocks.size(); k++) {
                    INDArray block = blocks.get(k).slice(first, count);
                    Nd4j.gemm(factors.get(k).transposed, block, sums, false, false, 1, k == 0 ? 0 : 1);
                }
                target.slice(first, count).assign(sums);
            }
        }
    }

    int rows() {
        return rows;
    }

    int columns() {
        return columns;
    }

    /** Some rows, as columns of the transpose. A view: it is not closed. */
    private INDArray slice(int first, int count) {
        return count == rows
                ? transposed
                : transposed.get(NDArrayIndex.all(), NDArrayIndex.interval(first, first + count));
    }

    private DoublePointer pointer() {
        return (DoublePointer) transposed.data().addressPointer();
    }

    @Override
    public void close() {
        transposed.close();
    }
}
