/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.recpca;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tfllmer.graph.Laplacian;

/**
 * What conjugate gradients on I + λL are slowest at: its few small eigenvalues, of groups of items that hardly co-occur
 * with others. They are lifted to the mean of all, as a preconditioner:
 *
 *   M⁻¹ = I + F Fᵀ     F = E diag(√(c/h − 1))  n × k     h = diag(Eᵀ(I + λL)E)     c  the mean eigenvalue of I + λL
 *
 * E are leading Ritz vectors of I − L, orthonormal, so that Eᵀ(I + λL)E is diagonal; they need not be near eigenvectors, as
 * M is positive definite for any. Close after use.
 * Source: Tang, Nabben, Vuik and Erlangga, "Comparison of two-level preconditioners derived from deflation, domain
 * decomposition and multigrid methods", 2009: the additive coarse grid correction.
 */
final class CoarseSpace implements AutoCloseable {

    /** Items from which on the space costs less than it saves. */
    private static final int LARGE = 1024;
    /** λ from which on conjugate gradients take more than a few steps. */
    private static final double STRONG = 3;
    private static final int KRYLOV_COLUMNS = 96;
    /** Of a Krylov space the better half are near to eigenvectors. */
    private static final int MOST_COLUMNS = KRYLOV_COLUMNS / 2;
    /** By what an eigenvalue must be below the mean to be worth its column. */
    private static final double LOW = 1.5;
    /** So many eigenvalues cost conjugate gradients no more than the columns would. */
    private static final int FEW = 3;

    private final int columns;
    /** F, some rows each. */
    private final List<OffHeapMatrix> parts = new ArrayList<>();

    /** @param vectors F, n × columns */
    private CoarseSpace(double[] vectors, int columns) {
        this.columns = columns;
        int size = vectors.length / columns;
        for (int first = 0; first < size; first += OffHeapMatrix.ROWS_AT_ONCE) {
            int count = Math.min(OffHeapMatrix.ROWS_AT_ONCE, size - first);
            OffHeapMatrix part = new OffHeapMatrix(count, columns);
            part.load(vectors, first * columns, count);
            parts.add(part);
        }
    }

    /** Null where conjugate gradients gain nothing by it. */
    static CoarseSpace of(Laplacian laplacian, double lambda) {
        int size = laplacian.graph().nodes();
        if (size < LARGE || lambda < STRONG) {
            return null;
        }
        double mean = 1 + lambda * laplacian.trace() / size;
        double least = 1 - (mean / LOW - 1) / lambda;
        return BlockLanczos.ofKrylovSpace(new Smoothness(laplacian), MOST_COLUMNS, KRYLOV_COLUMNS, FEW, least)
                .map(ritz -> of(ritz, lambda, mean))
                .orElse(null);
    }

    private static CoarseSpace of(Eigenpairs ritz, double lambda, double mean) {
        double[] lifts = Arrays.stream(ritz.values())
                .map(value -> mean / (1 + lambda * (1 - value)))
                .takeWhile(lift -> lift >= LOW)
                .toArray();
        double[] vectors = SmallMatrix.firstColumns(ritz.vectors(), MOST_COLUMNS, lifts.length);
        for (int at = 0; at < vectors.length; at++) {
            vectors[at] *= Math.sqrt(lifts[at % lifts.length] - 1);
        }
        return new CoarseSpace(vectors, lifts.length);
    }

    /** target = M⁻¹ r for a block of vectors, an array for each item. */
    void precondition(double[][] block, int width, double[][] target) {
        double[] rows = new double[OffHeapMatrix.ROWS_AT_ONCE * width];
        try (OffHeapMatrix r = new OffHeapMatrix(OffHeapMatrix.ROWS_AT_ONCE, width);
                OffHeapMatrix share = new OffHeapMatrix(columns, width)) {
            int first = 0;
            for (OffHeapMatrix part : parts) {
                load(block, first, part.rows(), rows, r);
                share.addTransposedProduct(part, part.rows(), r);
                first += part.rows();
            }
            first = 0;
            for (OffHeapMatrix part : parts) {
                load(block, first, part.rows(), rows, r);
                r.addProduct(part, part.rows(), share);
                r.read(part.rows(), rows, 0);
                for (int i = 0; i < part.rows(); i++) {
                    System.arraycopy(rows, i * width, target[first + i], 0, width);
                }
                first += part.rows();
            }
        }
    }

    private static void load(double[][] block, int first, int count, double[] rows, OffHeapMatrix target) {
        int width = rows.length / OffHeapMatrix.ROWS_AT_ONCE;
        for (int i = 0; i < count; i++) {
            System.arraycopy(block[first + i], 0, rows, i * width, width);
        }
        target.load(rows, 0, count);
    }

    @Override
    public void close() {
        parts.forEach(OffHeapMatrix::close);
    }

    /** I − L by products; an item without neighbours is left out. */
    private record Smoothness(Laplacian laplacian) implements SymmetricOperator {

        @Override
        public int size() {
            return laplacian.graph().nodes();
        }

        @Override
        public double[] times(double[] block, int columns) {
            double[] product = new double[block.length];
            for (int item = 0; item < size(); item++) {
                if (!laplacian.graph().isIsolated(item)) {
                    laplacian.multiplyRow(item, block, columns, product, item * columns);
                    for (int at = item * columns; at < (item + 1) * columns; at++) {
                        product[at] = block[at] - product[at];
                    }
                }
            }
            return product;
        }
    }
}
