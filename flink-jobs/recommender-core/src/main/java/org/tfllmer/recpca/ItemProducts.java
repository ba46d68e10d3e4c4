/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.recpca;

/** Products of the prepared embeddings X with narrow matrices, block by block; close after use. */
final class ItemProducts implements AutoCloseable {

    private final EmbeddingRows rows;
    private final double[] block;
    private final OffHeapMatrix x;

    ItemProducts(EmbeddingRows rows) {
        this.rows = rows;
        this.block = new double[EmbeddingRows.BLOCK * rows.columns()];
        this.x = new OffHeapMatrix(EmbeddingRows.BLOCK, rows.columns());
    }

    EmbeddingRows rows() {
        return rows;
    }

    /** X v, n × columns, from v D × columns. */
    double[] times(double[] v, int columns) {
        double[] product = new double[rows.rows() * columns];
        try (OffHeapMatrix right = OffHeapMatrix.of(v, rows.columns(), columns);
                OffHeapMatrix part = new OffHeapMatrix(EmbeddingRows.BLOCK, columns)) {
            for (int first = 0; first < rows.rows(); first += EmbeddingRows.BLOCK) {
                int count = load(first);
                part.setProduct(x, count, right);
                part.read(count, product, first * columns);
            }
        }
        return product;
    }

    /** Xᵀ u, D × columns, from u n × columns. */
    double[] transposedTimes(double[] u, int columns) {
        try (OffHeapMatrix product = new OffHeapMatrix(rows.columns(), columns);
                OffHeapMatrix part = new OffHeapMatrix(EmbeddingRows.BLOCK, columns)) {
            for (int first = 0; first < rows.rows(); first += EmbeddingRows.BLOCK) {
                int count = load(first);
                part.load(u, first * columns, count);
                product.addTransposedProduct(x, count, part);
            }
            return product.toArray();
        }
    }

    /** XᵀX, D × D. */
    double[] gram() {
        try (OffHeapMatrix gram = new OffHeapMatrix(rows.columns(), rows.columns())) {
            for (int first = 0; first < rows.rows(); first += EmbeddingRows.BLOCK) {
                gram.addSquare(x, load(first), 1);
            }
            return gram.toSymmetricArray();
        }
    }

    private int load(int first) {
        int count = Math.min(EmbeddingRows.BLOCK, rows.rows() - first);
        rows.read(first, count, block);
        x.load(block, 0, count);
        return count;
    }

    @Override
    public void close() {
        x.close();
    }
}
