/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.recpca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.tfllmer.tensors.Float32Matrix;

/** Products with embeddings that are scaled, centred and here and there missing, beside plain sums over their rows. */
class ItemProductsTest {

    private static final int ITEMS = 1000;
    private static final int LENGTH = 1024;
    private static final int COLUMNS = 5;

    private final Random random = new Random(3);
    private final EmbeddingRows rows = EmbeddingRows.of(embeddings(), true, true);

    @Test
    void productsAreThoseOfThePreparedRows() {
        double[] v = uniform(LENGTH * COLUMNS);
        double[] u = uniform(ITEMS * COLUMNS);
        double[] times = new double[ITEMS * COLUMNS];
        double[] transposedTimes = new double[LENGTH * COLUMNS];
        for (int item = 0; item < ITEMS; item++) {
            double[] row = new double[LENGTH];
            rows.addRow(item, 1, row, 0);
            for (int k = 0; k < LENGTH; k++) {
                for (int j = 0; j < COLUMNS; j++) {
                    times[item * COLUMNS + j] += row[k] * v[k * COLUMNS + j];
                    transposedTimes[k * COLUMNS + j] += row[k] * u[item * COLUMNS + j];
                }
            }
        }
        try (ItemProducts products = new ItemProducts(rows)) {
            assertThat(products.times(v, COLUMNS)).containsExactly(times, within(1e-12));
            assertThat(products.transposedTimes(u, COLUMNS)).containsExactly(transposedTimes, within(1e-12));
            double norm = Math.sqrt(rows.squares());
            double accuracy = SingleProducts.ACCURACY * rows.enlarged();
            assertThat(products.times(v, COLUMNS, accuracy)).isNotEqualTo(products.times(v, COLUMNS))
                    .containsExactly(times, within(accuracy * norm));
            assertThat(products.transposedTimes(u, COLUMNS, accuracy))
                    .isNotEqualTo(products.transposedTimes(u, COLUMNS))
                    .containsExactly(transposedTimes, within(accuracy * norm));
            assertThat(products.times(v, COLUMNS, 0.99 * accuracy)).isEqualTo(products.times(v, COLUMNS));
        }
    }

    /** Far from the origin beside their spread, as language models' are; every hundredth item has none. */
    private Float32Matrix embeddings() {
        float[] values = new float[ITEMS * LENGTH];
        for (int at = 0; at < values.length; at++) {
            values[at] = at / LENGTH % 100 == 0 ? 0 : (float) (3 + random.nextGaussian());
        }
        return new Float32Matrix(ITEMS, LENGTH, values);
    }

    private double[] uniform(int length) {
        return random.doubles(length, -1, 1).toArray();
    }
}
