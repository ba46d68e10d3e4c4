/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.recpca;

/** Products in doubles, which a block of the embeddings is widened to outside the Java heap. */
final class DoubleProducts implements StoredProducts {

    private final EmbeddingRows rows;
    private final StoredBlock stored;
    private final OffHeapMatrix block;

    DoubleProducts(EmbeddingRows rows) {
        this.rows = rows;
        this.stored = new StoredBlock(rows);
        this.block = new OffHeapMatrix(EmbeddingRows.BLOCK, rows.columns());
    }

    @Override
    public double[] times(double[] v, int columns) {
        double[] product = new double[rows.rows() * columns];
        try (OffHeapMatrix right = OffHeapMatrix.of(v, rows.columns(), columns);
                OffHeapMatrix part = new OffHeapMatrix(EmbeddingRows.BLOCK, columns)) {
            for (int first = 0; first < rows.rows(); first += EmbeddingRows.BLOCK) {
                int count = load(first);
                part.setProduct(block, count, right);
                part.read(count, product, first * columns);
            }
        }
        return product;
    }

    @Override
    public double[] transposedTimes(double[] u, int columns) {
        double[] scaled = new double[EmbeddingRows.BLOCK * columns];
        try (OffHeapMatrix product = new OffHeapMatrix(rows.columns(), columns);
                OffHeapMatrix part = new OffHeapMatrix(EmbeddingRows.BLOCK, columns)) {
            for (int first = 0; first < rows.rows(); first += EmbeddingRows.BLOCK) {
                int count = load(first);
                rows.scale(u, columns, first, count, scaled);
                part.load(scaled, 0, count);
                product.addTransposedProduct(block, count, part);
            }
            return product.toArray();
        }
    }

    private int load(int first) {
        int count = stored.load(first);
        block.load(stored.values(), count);
        return count;
    }

    @Override
    public void close() {
        block.close();
        stored.close();
    }
}
