/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.recpca;

/** Products of the prepared embeddings X with narrow matrices, block by block. */
final class ItemProducts {

    private ItemProducts() {
    }

    /** X · v, n × columns. */
    static double[] times(EmbeddingRows rows, double[] v, int columns) {
        double[] product = new double[rows.rows() * columns];
        double[] block = new double[EmbeddingRows.BLOCK * rows.columns()];
        try (OffHeapMatrix right = OffHeapMatrix.of(v, rows.columns(), columns);
                OffHeapMatrix left = new OffHeapMatrix(EmbeddingRows.BLOCK, rows.columns());
                OffHeapMatrix result = new OffHeapMatrix(EmbeddingRows.BLOCK, columns)) {
            for (int first = 0; first < rows.rows(); first += EmbeddingRows.BLOCK) {
                int count = Math.min(EmbeddingRows.BLOCK, rows.rows() - first);
                rows.read(first, count, block);
                left.load(block, count);
                result.setProduct(left, count, right);
                result.read(count, product, first * columns);
            }
        }
        return product;
    }
}
