/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LaplacianTest {

    /** 0 - 1 weighs 3, 1 - 2 weighs 4, 3 has no neighbour. Degrees 3, 7, 4, 0. */
    private final SparseGraph graph = SparseGraph.of(4, new int[] {0, 1}, new int[] {1, 2}, new double[] {3, 4});
    private final Laplacian normalised = new Laplacian(graph, Laplacian.Form.NORMALISED);
    private final Laplacian combinatorial = new Laplacian(graph, Laplacian.Form.COMBINATORIAL);

    @Test
    void normalisedTakesTheSquareRootOfTheDegreesToZero() {
        double[] roots = {Math.sqrt(3), Math.sqrt(7), 2, 0};
        for (double component : product(normalised, roots)) {
            assertThat(component).isCloseTo(0, within(1e-15));
        }
        assertThat(product(normalised, new double[] {1, 0, 0, 0})[1])
                .isCloseTo(-3 / Math.sqrt(21), within(1e-15));
    }

    @Test
    void combinatorialTakesAConstantToZero() {
        for (double component : product(combinatorial, new double[] {1, 1, 1, 1})) {
            assertThat(component).isCloseTo(0, within(1e-15));
        }
        assertThat(product(combinatorial, new double[] {1, 0, 0, 0})[0]).isCloseTo(3 / (14 / 3.0), within(1e-15));
    }

    @Test
    void bothHaveTheSameTrace() {
        assertThat(trace(normalised)).isEqualTo(3);
        assertThat(trace(combinatorial)).isCloseTo(3, within(1e-15));
        assertThat(normalised.trace()).isEqualTo(3);
        assertThat(combinatorial.trace()).isCloseTo(3, within(1e-15));
    }

    @Test
    void aNodeWithoutNeighboursHasAZeroRow() {
        assertThat(product(normalised, new double[] {0, 0, 0, 1})).containsOnly(0);
        assertThat(product(combinatorial, new double[] {0, 0, 0, 1})).containsOnly(0);
    }

    @Test
    void itsBoundIsReachedByASingleEdge() {
        SparseGraph pair = SparseGraph.of(2, new int[] {0}, new int[] {1}, new double[] {5});
        for (Laplacian.Form form : Laplacian.Form.values()) {
            Laplacian laplacian = new Laplacian(pair, form);
            assertThat(product(laplacian, new double[] {1, -1})[0]).isCloseTo(laplacian.bound(), within(1e-15));
        }
    }

    @ParameterizedTest
    @EnumSource(Laplacian.Form.class)
    void aBlockOfArraysGivesWhatABlockInOneArrayGives(Laplacian.Form form) {
        Random random = new Random(5);
        int[] from = random.ints(200, 0, 30).toArray();
        int[] to = IntStream.of(from).map(one -> (one + 1 + random.nextInt(29)) % 30).toArray();
        Laplacian laplacian = new Laplacian(
                SparseGraph.of(31, from, to, random.doubles(200, 0.1, 2).toArray()), form);
        for (int columns : new int[] {1, 8, 19}) {
            double[][] rows = new double[31][];
            Arrays.setAll(rows, node -> random.doubles(columns, -1, 1).toArray());
            double[] product = new double[31 * columns];
            laplacian.multiply(Stream.of(rows).flatMapToDouble(DoubleStream::of).toArray(), columns, product);
            for (int node = 0; node < 31; node++) {
                double[] row = new double[columns];
                laplacian.multiplyRow(node, rows, row);
                assertThat(row).containsExactly(
                        Arrays.copyOfRange(product, node * columns, (node + 1) * columns), within(1e-14));
            }
        }
    }

    private double trace(Laplacian laplacian) {
        double sum = 0;
        for (int node = 0; node < graph.nodes(); node++) {
            sum += laplacian.factor() * laplacian.diagonal(node);
        }
        return sum;
    }

    private static double[] product(Laplacian laplacian, double[] vector) {
        double[] target = new double[vector.length];
        laplacian.multiply(vector, 1, target);
        return target;
    }
}
