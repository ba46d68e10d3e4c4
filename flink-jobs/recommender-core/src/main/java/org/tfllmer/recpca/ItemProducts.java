/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.recpca;

/**
 * Products of the prepared embeddings X = diag(f) S − h rᵀ with narrow matrices; close after use. S are the stored
 * embeddings, f the factors that scale them, h tells which items have one, and r is the reference.
 */
final class ItemProducts implements AutoCloseable {

    private final EmbeddingRows rows;
    private final StoredProducts exact;
    private final StoredProducts fast;
    private final double fastAccuracy;

    ItemProducts(EmbeddingRows rows) {
        this.rows = rows;
        this.exact = new DoubleProducts(rows);
        this.fast = new SingleProducts(rows);
        this.fastAccuracy = SingleProducts.ACCURACY * rows.enlarged();
    }

    EmbeddingRows rows() {
        return rows;
    }

    /** X v, n × columns, from v D × columns. */
    double[] times(double[] v, int columns) {
        return times(v, columns, 0);
    }

    /** Xᵀ u, D × columns, from u n × columns. */
    double[] transposedTimes(double[] u, int columns) {
        return transposedTimes(u, columns, 0);
    }

    /**
     * X v = diag(f) (S v) − h (rᵀv), n × columns, from v D × columns.
     *
     * @param accuracy relative to ‖X‖ ‖v‖
     */
    double[] times(double[] v, int columns, double accuracy) {
        double[] ofReference = new double[columns];
        for (int k = 0; k < rows.columns(); k++) {
            for (int j = 0; j < columns; j++) {
                ofReference[j] += rows.reference()[k] * v[k * columns + j];
            }
        }
        double[] product = stored(accuracy).times(v, columns);
        for (int item = 0; item < rows.rows(); item++) {
            for (int j = 0, at = item * columns; j < columns; j++, at++) {
                product[at] = rows.hasVector(item) ? rows.factor(item) * product[at] - ofReference[j] : 0;
            }
        }
        return product;
    }

    /**
     * Xᵀ u = Sᵀ (diag(f) u) − r (hᵀu), D × columns, from u n × columns.
     *
     * @param accuracy relative to ‖X‖ ‖u‖
     */
    double[] transposedTimes(double[] u, int columns, double accuracy) {
        double[] total = new double[columns];
        for (int item = 0; item < rows.rows(); item++) {
            for (int j = 0; rows.hasVector(item) && j < columns; j++) {
                total[j] += u[item * columns + j];
            }
        }
        double[] product = stored(accuracy).transposedTimes(u, columns);
        for (int k = 0; k < rows.columns(); k++) {
            for (int j = 0; j < columns; j++) {
                product[k * columns + j] -= rows.reference()[k] * total[j];
            }
        }
        return product;
    }

    private StoredProducts stored(double accuracy) {
        return accuracy >= fastAccuracy ? fast : exact;
    }

    /** XᵀX, D × D. */
    double[] gram() {
        double[] block = new double[EmbeddingRows.BLOCK * rows.columns()];
        try (OffHeapMatrix gram = new OffHeapMatrix(rows.columns(), rows.columns());
                OffHeapMatrix x = new OffHeapMatrix(EmbeddingRows.BLOCK, rows.columns())) {
            for (int first = 0; first < rows.rows(); first += EmbeddingRows.BLOCK) {
                int count = Math.min(EmbeddingRows.BLOCK, rows.rows() - first);
                rows.read(first, count, block);
                x.load(block, 0, count);
                gram.addSquare(x, count, 1);
            }
            return gram.toSymmetricArray();
        }
    }

    @Override
    public void close() {
        exact.close();
        fast.close();
    }
}
