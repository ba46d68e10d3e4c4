/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.recpca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.tfllmer.graph.Laplacian;
import org.tfllmer.graph.SparseGraph;
import org.tfllmer.tensors.Float32Matrix;

class RecPcaPropertiesTest {

    private static final int ITEMS = 150;
    private static final int LENGTH = 30;
    private static final int DIMENSION = 4;

    private final Float32Matrix embeddings = Catalogue.embeddings(ITEMS, LENGTH, 1);
    private final SparseGraph graph = Catalogue.graph(ITEMS, 2);
    private final Laplacian laplacian = new Laplacian(graph, Laplacian.Form.NORMALISED);
    private final double[] prepared = prepared();

    @ParameterizedTest
    @CsvSource({"PROJECTION, 2, EXACT", "PROJECTION, 2, ITERATIVE", "SMOOTHED, 5, EXACT", "SMOOTHED, 5, ITERATIVE"})
    void basisIsOrthonormal(Formulation formulation, double smoothness, Route route) {
        RecPcaOptions options = options(formulation, smoothness)
                .withConvergence(new Convergence(route, 1e-9, 500));
        assertOrthonormal(RecPca.solve(embeddings, graph, options).basis().values(), 1e-12);
    }

    @Test
    void spectralItemsAreOrthonormal() {
        assertOrthonormal(items(options(Formulation.SPECTRAL, 0.3)), 1e-6);
    }

    @ParameterizedTest
    @EnumSource(Formulation.class)
    void withoutSmoothnessIsPca(Formulation formulation) {
        RecPcaSolution solution = RecPca.solve(embeddings, graph, options(formulation, 0));
        double[] principal = DenseEigenproblem.leading(gram(), LENGTH, DIMENSION).vectors();
        assertThat(Subspaces.distance(principal, solution.basis().values(), DIMENSION)).isLessThan(1e-6);
        double[] scores = SmallMatrix.product(prepared, ITEMS, LENGTH, principal, DIMENSION);
        assertThat(Subspaces.distance(scores, items(options(formulation, 0)), DIMENSION)).isLessThan(1e-6);
    }

    @Test
    void noFeasiblePerturbationImprovesSmoothed() {
        double lambda = 5;
        RecPcaSolution solution = RecPca.solve(embeddings, graph, options(Formulation.SMOOTHED, lambda));
        double[] basis = solution.basis().values();
        double[] items = Subspaces.widened(solution.items().values());
        double optimum = smoothedObjective(basis, items, lambda);
        assertThat(solution.objective()).isCloseTo(optimum, within(1e-6 * optimum));
        Random random = new Random(3);
        for (int trial = 0; trial < 300; trial++) {
            double size = Math.pow(10, -4 * random.nextDouble());
            double[] otherBasis = orthonormal(perturbed(basis, size, random));
            double[] otherItems = perturbed(matched(items, basis, otherBasis), trial % 2 * size, random);
            assertThat(smoothedObjective(otherBasis, otherItems, lambda)).isGreaterThan(optimum);
        }
    }

    @Test
    void noFeasiblePerturbationImprovesSpectral() {
        double beta = 0.4;
        RecPcaSolution solution = RecPca.solve(embeddings, graph, options(Formulation.SPECTRAL, beta));
        double[] items = orthonormal(Subspaces.widened(solution.items().values()));
        double optimum = spectralObjective(items, beta);
        assertThat(solution.objective()).isCloseTo(optimum, within(1e-6 * optimum));
        Random random = new Random(4);
        for (int trial = 0; trial < 300; trial++) {
            double size = Math.pow(10, -4 * random.nextDouble());
            assertThat(spectralObjective(orthonormal(perturbed(items, size, random)), beta)).isLessThan(optimum);
        }
    }

    @ParameterizedTest
    @CsvSource({"PROJECTION, 4", "SMOOTHED, 100", "SPECTRAL, 1"})
    void moreSmoothnessNeverRaisesTotalVariationNorVarianceKept(Formulation formulation, double most) {
        double variation = Double.POSITIVE_INFINITY;
        double kept = Double.POSITIVE_INFINITY;
        for (int step = 0; step <= 10; step++) {
            RecPcaSolution solution = RecPca.solve(embeddings, graph, options(formulation, most * step / 10));
            double next = laplacian.totalVariation(Subspaces.widened(solution.items().values()), DIMENSION);
            assertThat(next).isLessThanOrEqualTo(variation * (1 + 1e-6));
            assertThat(solution.varianceKept()).isLessThanOrEqualTo(kept + 1e-9).isBetween(0.0, 1.0);
            variation = next;
            kept = solution.varianceKept();
        }
    }

    @ParameterizedTest
    @CsvSource({"PROJECTION, 2", "SMOOTHED, 5", "SPECTRAL, 0.3"})
    void renumberedItemsGiveRenumberedRows(Formulation formulation, double smoothness) {
        float[] shuffled = new float[ITEMS * LENGTH];
        int[] from = new int[graph.edges()];
        int[] to = new int[graph.edges()];
        double[] weight = new double[graph.edges()];
        int edge = 0;
        for (int item = 0; item < ITEMS; item++) {
            System.arraycopy(embeddings.values(), item * LENGTH, shuffled, renumbered(item) * LENGTH, LENGTH);
            for (int at = graph.firstNeighbour(item); at < graph.firstNeighbour(item + 1); at++) {
                if (graph.neighbour(at) > item) {
                    from[edge] = renumbered(item);
                    to[edge] = renumbered(graph.neighbour(at));
                    weight[edge++] = graph.weight(at);
                }
            }
        }
        RecPcaOptions options = options(formulation, smoothness);
        Float32Matrix items = RecPca.solve(embeddings, graph, options).items();
        Float32Matrix other = RecPca.solve(new Float32Matrix(ITEMS, LENGTH, shuffled),
                SparseGraph.of(ITEMS, from, to, weight), options).items();
        for (int item = 0; item < ITEMS; item++) {
            assertThat(Catalogue.row(other, renumbered(item))).containsExactly(Catalogue.row(items, item),
                    within(2e-5f));
        }
    }

    @ParameterizedTest
    @CsvSource({"PROJECTION, 2", "SMOOTHED, 5"})
    void rotatedEmbeddingsRotateTheBasis(Formulation formulation, double smoothness) {
        double[] rotation = orthonormal(gaussian(LENGTH * LENGTH, 5), LENGTH);
        double[] turned = SmallMatrix.product(Subspaces.widened(embeddings.values()), ITEMS, LENGTH, rotation, LENGTH);
        float[] narrow = new float[turned.length];
        for (int at = 0; at < turned.length; at++) {
            narrow[at] = (float) turned[at];
        }
        RecPcaOptions options = options(formulation, smoothness);
        double[] basis = RecPca.solve(embeddings, graph, options).basis().values();
        double[] other = RecPca.solve(new Float32Matrix(ITEMS, LENGTH, narrow), graph, options).basis().values();
        double[] expected = SmallMatrix.transposedProduct(rotation, LENGTH, LENGTH, basis, DIMENSION);
        assertThat(Subspaces.distance(expected, other, DIMENSION)).isLessThan(1e-5);
    }

    private static int renumbered(int item) {
        return (item * 7 + 11) % ITEMS;
    }

    private static RecPcaOptions options(Formulation formulation, double smoothness) {
        return RecPcaOptions.defaults().withDimension(DIMENSION).withFormulation(formulation, smoothness)
                .withColumnScaling(ColumnScaling.NONE).withConvergence(new Convergence(Route.AUTO, 1e-10, 500));
    }

    private double[] items(RecPcaOptions options) {
        return Subspaces.widened(RecPca.solve(embeddings, graph, options).items().values());
    }

    private double[] prepared() {
        EmbeddingRows rows = EmbeddingRows.of(embeddings, true, true);
        double[] values = new double[ITEMS * LENGTH];
        for (int item = 0; item < ITEMS; item++) {
            rows.addRow(item, 1, values, item * LENGTH);
        }
        return values;
    }

    private double[] gram() {
        return SmallMatrix.transposedProduct(prepared, ITEMS, LENGTH, prepared, LENGTH);
    }

    private double smoothedObjective(double[] basis, double[] items, double lambda) {
        double sum = 0;
        for (int i = 0; i < ITEMS; i++) {
            for (int k = 0; k < LENGTH; k++) {
                double error = prepared[i * LENGTH + k];
                for (int j = 0; j < DIMENSION; j++) {
                    error -= items[i * DIMENSION + j] * basis[k * DIMENSION + j];
                }
                sum += error * error;
            }
        }
        return sum + lambda * laplacian.totalVariation(items, DIMENSION);
    }

    private double spectralObjective(double[] items, double beta) {
        double top = DenseEigenproblem.leading(gram(), LENGTH, 1).values()[0];
        double[] cross = SmallMatrix.transposedProduct(prepared, ITEMS, LENGTH, items, DIMENSION);
        return (1 - beta) * Totals.dot(cross, cross) / top
                + beta * (Totals.dot(items, items) - laplacian.totalVariation(items, DIMENSION));
    }

    private static double[] perturbed(double[] matrix, double size, Random random) {
        double[] perturbed = matrix.clone();
        double scale = size * Math.sqrt(Totals.dot(matrix, matrix) / matrix.length);
        for (int at = 0; at < matrix.length; at++) {
            perturbed[at] += scale * random.nextGaussian();
        }
        return perturbed;
    }

    /** The items in the coordinates of another basis, so that only the change of span counts. */
    private static double[] matched(double[] items, double[] basis, double[] other) {
        double[] change = SmallMatrix.transposedProduct(basis, LENGTH, DIMENSION, other, DIMENSION);
        return SmallMatrix.product(items, ITEMS, DIMENSION, change, DIMENSION);
    }

    private static double[] gaussian(int length, long seed) {
        Random random = new Random(seed);
        double[] values = new double[length];
        for (int at = 0; at < length; at++) {
            values[at] = random.nextGaussian();
        }
        return values;
    }

    private static double[] orthonormal(double[] matrix) {
        return orthonormal(matrix, DIMENSION);
    }

    /** Orthonormal columns of the same span. */
    private static double[] orthonormal(double[] matrix, int columns) {
        try (KrylovBasis basis = new KrylovBasis(matrix.length / columns, columns, 1)) {
            return basis.split(matrix, columns, 1, new double[0]).directions();
        }
    }

    private static void assertOrthonormal(double[] matrix, double tolerance) {
        double[][] columns = Subspaces.columns(matrix, DIMENSION);
        for (int i = 0; i < DIMENSION; i++) {
            for (int j = 0; j < DIMENSION; j++) {
                assertThat(Subspaces.dot(columns[i], columns[j])).isCloseTo(i == j ? 1 : 0, within(tolerance));
            }
        }
    }
}
