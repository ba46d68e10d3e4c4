/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.recpca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tfllmer.graph.Laplacian;
import org.tfllmer.graph.SparseGraph;

class GraphSmootherTest {

    private static final int COLUMNS = 70;

    /** With a coarse space and without; more columns than one group; a column of zeros; an item without neighbours. */
    @ParameterizedTest
    @CsvSource({
        "NORMALISED, 2001, 30, 1e-10", "NORMALISED, 2001, 0.5, 1e-6", "NORMALISED, 201, 30, 1e-10",
        "COMBINATORIAL, 2001, 30, 1e-8", "NORMALISED, 2001, 1e6, 1e-7", "NORMALISED, 2001, 0, 1e-6"})
    void whatItSmoothedIsTheRightHandSideAgainWithTheGraphOn(
            Laplacian.Form form, int items, double lambda, double tolerance) {
        check(new Laplacian(Catalogue.groups(items, 20, 20 * items, 1), form), lambda, tolerance);
    }

    /** Eigenvalues 0 and 2 alone, each a thousand times. */
    @Test
    void aGraphOfPairsIsSmoothedToo() {
        double[] weight = new double[1000];
        Arrays.fill(weight, 1);
        SparseGraph pairs = SparseGraph.of(2001, IntStream.range(0, 1000).toArray(),
                IntStream.range(1000, 2000).toArray(), weight);
        check(new Laplacian(pairs, Laplacian.Form.NORMALISED), 30, 1e-10);
    }

    /** @param laplacian of a graph whose last item has no neighbours */
    private static void check(Laplacian laplacian, double lambda, double tolerance) {
        int items = laplacian.graph().nodes();
        double[] block = new Random(2).doubles((long) items * COLUMNS, -1, 1).toArray();
        for (int item = 0; item < items; item++) {
            block[item * COLUMNS + 3] = 0;
        }
        double[] smoothed = block.clone();
        try (GraphSmoother smoother = new GraphSmoother(laplacian, lambda)) {
            smoother.smooth(smoothed, COLUMNS, tolerance);
        }
        double[] product = new double[block.length];
        laplacian.multiply(smoothed, COLUMNS, product);
        double[] left = new double[COLUMNS];
        double[] all = new double[COLUMNS];
        for (int at = 0; at < block.length; at++) {
            double difference = smoothed[at] + lambda * product[at] - block[at];
            left[at % COLUMNS] += difference * difference;
            all[at % COLUMNS] += block[at] * block[at];
        }
        for (int j = 0; j < COLUMNS; j++) {
            assertThat(Math.sqrt(left[j])).as("column %d", j).isLessThanOrEqualTo(1.001 * tolerance * Math.sqrt(all[j]));
        }
        assertThat(smoothed[(items - 1) * COLUMNS]).isCloseTo(block[(items - 1) * COLUMNS], within(10 * tolerance));
    }
}
