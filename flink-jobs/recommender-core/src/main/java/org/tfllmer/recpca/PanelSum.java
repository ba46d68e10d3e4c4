/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.recpca;

import java.util.Arrays;
import org.tfllmer.graph.Laplacian;

/**
 * The sum S = Yᵀ(I − λL)Y over all items, a panel of columns at a time.
 *
 *   Y  n × w  see {@link ItemSums}     L  n × n  Laplacian     S  w × w, symmetric
 *
 * A panel of Y is held, so that a neighbour's part of a row is found in the cache, and its product with I − λL is taken
 * block by block of rows as it is multiplied with Y. By symmetry a panel needs the columns of Y from its own on.
 * Time n w² / 2 + |E| w; memory n × {@value #WIDEST} doubles.
 */
final class PanelSum {

    /** As wide as a row's part that is still found fast among those of other rows. */
    private static final int WIDEST = 129;

    private final EmbeddingRows rows;
    private final Laplacian laplacian;
    private final double lambda;
    private final int width;
    private final double[] sum;

    private PanelSum(EmbeddingRows rows, Laplacian laplacian, double lambda) {
        this.rows = rows;
        this.laplacian = laplacian;
        this.lambda = lambda;
        this.width = rows.columns() + 1;
        this.sum = new double[width * width];
    }

    static double[] of(EmbeddingRows rows, Laplacian laplacian, double lambda) {
        PanelSum panels = new PanelSum(rows, laplacian, lambda);
        int count = (panels.width + WIDEST - 1) / WIDEST;
        int columns = (panels.width + count - 1) / count;
        for (int first = 0; first < panels.width; first += columns) {
            panels.add(first, Math.min(columns, panels.width - first));
        }
        return panels.sum;
    }

    private void add(int first, int columns) {
        double[][] panel = panel(first, columns);
        int left = width - first;
        double[] y = new double[EmbeddingRows.BLOCK * left];
        double[] h = new double[EmbeddingRows.BLOCK * columns];
        double[] row = new double[columns];
        try (OffHeapMatrix yBlock = new OffHeapMatrix(EmbeddingRows.BLOCK, left);
                OffHeapMatrix hBlock = new OffHeapMatrix(EmbeddingRows.BLOCK, columns);
                OffHeapMatrix part = new OffHeapMatrix(left, columns)) {
            for (int start = 0; start < rows.rows(); start += EmbeddingRows.BLOCK) {
                int count = Math.min(EmbeddingRows.BLOCK, rows.rows() - start);
                for (int i = 0; i < count; i++) {
                    smooth(panel, start + i, row);
                    System.arraycopy(row, 0, h, i * columns, columns);
                }
                hBlock.load(h, 0, count);
                rows.readExtended(start, count, first, left, y);
                yBlock.load(y, 0, count);
                part.addTransposedProduct(yBlock, count, hBlock);
            }
            place(part.toArray(), first, columns);
        }
    }

    private double[][] panel(int first, int columns) {
        double[][] panel = new double[rows.rows()][];
        double[] block = new double[EmbeddingRows.BLOCK * columns];
        for (int start = 0; start < rows.rows(); start += EmbeddingRows.BLOCK) {
            int count = Math.min(EmbeddingRows.BLOCK, rows.rows() - start);
            rows.readExtended(start, count, first, columns, block);
            for (int i = 0; i < count; i++) {
                panel[start + i] = Arrays.copyOfRange(block, i * columns, (i + 1) * columns);
            }
        }
        return panel;
    }

    /** One row of (I − λL) Y. */
    private void smooth(double[][] panel, int item, double[] row) {
        laplacian.multiplyRow(item, panel, row);
        for (int k = 0; k < row.length; k++) {
            row[k] = panel[item][k] - lambda * row[k];
        }
    }

    private void place(double[] part, int first, int columns) {
        for (int i = 0; i < width - first; i++) {
            for (int j = 0; j < columns; j++) {
                sum[(first + i) * width + first + j] = part[i * columns + j];
                sum[(first + j) * width + first + i] = part[i * columns + j];
            }
        }
    }
}
