/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.recpca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.tfllmer.graph.Laplacian;
import org.tfllmer.graph.SparseGraph;

class CoarseSpaceTest {

    private static final int ITEMS = 2001;
    private static final double LAMBDA = 30;

    private final Laplacian grouped = laplacian(Catalogue.groups(ITEMS, 100, 40_000, 1));

    /** The preconditioned operator, on the vector that is 1 on one group: near the mean eigenvalue of 31, no longer near 1. */
    @Test
    void liftsAGroupThatHardlyCoOccursWithOthers() {
        double[][] group = new double[ITEMS][1];
        for (int item = 0; item < 100; item++) {
            group[item][0] = Math.sqrt(grouped.graph().degree(item));
        }
        assertThat(quotient(group, times(group))).isLessThan(2);
        try (CoarseSpace space = CoarseSpace.of(grouped, LAMBDA)) {
            double[][] lifted = new double[ITEMS][1];
            space.precondition(times(group), 1, lifted);
            assertThat(quotient(group, lifted)).isBetween(15.0, 40.0);
        }
    }

    @Test
    void isSymmetricAndNeverShortensAVector() {
        Random random = new Random(2);
        double[][] block = new double[ITEMS][];
        for (int item = 0; item < ITEMS; item++) {
            block[item] = random.doubles(2, -1, 1).toArray();
        }
        double[][] preconditioned = new double[ITEMS][2];
        try (CoarseSpace space = CoarseSpace.of(grouped, LAMBDA)) {
            space.precondition(block, 2, preconditioned);
        }
        assertThat(dot(block, 0, preconditioned, 1)).isCloseTo(dot(block, 1, preconditioned, 0), within(1e-9));
        assertThat(dot(block, 0, preconditioned, 0)).isGreaterThan(dot(block, 0, block, 0));
    }

    @Test
    void isNotBuiltWhereNothingIsGained() {
        assertThat(CoarseSpace.of(grouped, 1)).isNull();
        assertThat(CoarseSpace.of(laplacian(Catalogue.graph(500, 1)), LAMBDA)).isNull();
        assertThat(CoarseSpace.of(laplacian(SparseGraph.withoutEdges(ITEMS)), LAMBDA)).isNull();
        assertThat(CoarseSpace.of(laplacian(SparseGraph.of(ITEMS, new int[] {0, 1}, new int[] {1, 2},
                new double[] {1, 2})), LAMBDA)).isNull();
        assertThat(CoarseSpace.of(laplacian(Catalogue.groups(ITEMS, 2000, 40_000, 1)), LAMBDA)).isNull();
    }

    private double[][] times(double[][] block) {
        double[][] product = new double[ITEMS][1];
        for (int item = 0; item < ITEMS; item++) {
            grouped.multiplyRow(item, block, product[item]);
            product[item][0] = block[item][0] + LAMBDA * product[item][0];
        }
        return product;
    }

    private static double quotient(double[][] vector, double[][] product) {
        return dot(vector, 0, product, 0) / dot(vector, 0, vector, 0);
    }

    private static double dot(double[][] a, int column, double[][] b, int otherColumn) {
        double sum = 0;
        for (int item = 0; item < ITEMS; item++) {
            sum += a[item][column] * b[item][otherColumn];
        }
        return sum;
    }

    private static Laplacian laplacian(SparseGraph graph) {
        return new Laplacian(graph, Laplacian.Form.NORMALISED);
    }
}
