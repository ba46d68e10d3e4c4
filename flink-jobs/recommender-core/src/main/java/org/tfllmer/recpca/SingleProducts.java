/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.recpca;

import static org.bytedeco.openblas.global.openblas.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas.CblasTrans;
import static org.bytedeco.openblas.global.openblas.cblas_sgemm;

import org.bytedeco.javacpp.FloatPointer;

/** Products in single precision within a block, whose sums are added in doubles. */
final class SingleProducts implements StoredProducts {

    /** Relative to ‖S‖ ‖v‖: what the products are better than. */
    static final double ACCURACY = 3e-7;

    private final EmbeddingRows rows;
    private final StoredBlock stored;

    SingleProducts(EmbeddingRows rows) {
        this.rows = rows;
        this.stored = new StoredBlock(rows);
    }

    @Override
    public double[] times(double[] v, int columns) {
        double[] product = new double[rows.rows() * columns];
        float[] part = new float[EmbeddingRows.BLOCK * columns];
        try (FloatPointer right = new FloatPointer(narrowed(v, v.length, new float[v.length]));
                FloatPointer result = new FloatPointer((long) part.length)) {
            for (int first = 0; first < rows.rows(); first += EmbeddingRows.BLOCK) {
                int count = stored.load(first);
                cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, count, columns, rows.columns(), 1,
                        stored.values(), rows.columns(), right, columns, 0, result, columns);
                result.get(part, 0, count * columns);
                for (int at = 0; at < count * columns; at++) {
                    product[first * columns + at] = part[at];
                }
            }
        }
        return product;
    }

    @Override
    public double[] transposedTimes(double[] u, int columns) {
        double[] sum = new double[rows.columns() * columns];
        double[] scaled = new double[EmbeddingRows.BLOCK * columns];
        float[] narrow = new float[scaled.length];
        float[] part = new float[sum.length];
        try (FloatPointer right = new FloatPointer((long) narrow.length);
                FloatPointer result = new FloatPointer((long) part.length)) {
            for (int first = 0; first < rows.rows(); first += EmbeddingRows.BLOCK) {
                int count = stored.load(first);
                rows.scale(u, columns, first, count, scaled);
                right.put(narrowed(scaled, count * columns, narrow), 0, count * columns);
                cblas_sgemm(CblasRowMajor, CblasTrans, CblasNoTrans, rows.columns(), columns, count, 1,
                        stored.values(), rows.columns(), right, columns, 0, result, columns);
                result.get(part);
                for (int at = 0; at < sum.length; at++) {
                    sum[at] += part[at];
                }
            }
        }
        return sum;
    }

    private static float[] narrowed(double[] wide, int count, float[] narrow) {
        for (int at = 0; at < count; at++) {
            narrow[at] = (float) wide[at];
        }
        return narrow;
    }

    @Override
    public void close() {
        stored.close();
    }
}
