/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.recpca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.tfllmer.graph.SparseGraph;
import org.tfllmer.tensors.Float32Matrix;

class RecPcaTest {

    private static final int ITEMS = 700;
    private static final int LENGTH = 20;

    private final Float32Matrix embeddings = Catalogue.embeddings(ITEMS, LENGTH, 1);
    private final SparseGraph graph = Catalogue.graph(ITEMS, 1);
    private final RecPcaOptions options = RecPcaOptions.defaults().withDimension(5)
            .withColumnScaling(ColumnScaling.NONE);

    @Test
    void projectionTakesAnEmbeddingToItsOwnRow() {
        RecPcaSolution solution = RecPca.solve(embeddings, graph, options.withFormulation(Formulation.PROJECTION, 2));
        assertProjected(solution, 654);
        assertThat(solution.residual()).isLessThan(1e-13);
    }

    @ParameterizedTest
    @CsvSource({"PROJECTION, 2", "SMOOTHED, 5", "SPECTRAL, 0.4"})
    void anItemWithoutNeighboursGetsItsProjection(Formulation formulation, double smoothness) {
        SparseGraph half = SparseGraph.of(ITEMS, new int[] {0, 1, 2}, new int[] {1, 2, 3}, new double[] {1, 2, 3});
        assertProjected(RecPca.solve(embeddings, half, options.withFormulation(formulation, smoothness)), 600);
        assertProjected(RecPca.solve(embeddings, SparseGraph.withoutEdges(ITEMS),
                options.withFormulation(formulation, smoothness)), 0);
    }

    @ParameterizedTest
    @CsvSource({"SMOOTHED, 5", "SPECTRAL, 0.4"})
    void anItemWithoutAVectorGetsThePullOfItsNeighbours(Formulation formulation, double smoothness) {
        float[] values = embeddings.values().clone();
        Arrays.fill(values, 9 * LENGTH, 10 * LENGTH, 0);
        RecPcaSolution solution = RecPca.solve(new Float32Matrix(ITEMS, LENGTH, values), graph,
                options.withFormulation(formulation, smoothness));
        assertThat(Catalogue.row(solution.items(), 9)).doesNotContain(0);
        assertThat(solution.basis().project(new float[LENGTH])).containsOnly(0);
    }

    @Test
    void anItemWithoutAVectorChangesNothingForOthersWhenItHasNoNeighbours() {
        float[] values = Arrays.copyOf(embeddings.values(), (ITEMS + 1) * LENGTH);
        int[] ends = {0, 1, 2, 3};
        double[] weights = {1, 1, 1, 1};
        int[] others = {5, 6, 7, 8};
        RecPcaOptions projection = options.withFormulation(Formulation.PROJECTION, 2);
        RecPcaSolution with = RecPca.solve(new Float32Matrix(ITEMS + 1, LENGTH, values),
                SparseGraph.of(ITEMS + 1, ends, others, weights), projection);
        RecPcaSolution without = RecPca.solve(embeddings, SparseGraph.of(ITEMS, ends, others, weights), projection);
        assertThat(Catalogue.row(with.items(), 33)).containsExactly(Catalogue.row(without.items(), 33), within(1e-6f));
        assertThat(Catalogue.row(with.items(), ITEMS)).containsExactly(new float[5], within(0f));
    }

    @ParameterizedTest
    @EnumSource(Formulation.class)
    void oneItemIsItsOwnMean(Formulation formulation) {
        RecPcaSolution solution = RecPca.solve(Catalogue.embeddings(1, LENGTH, 1), SparseGraph.withoutEdges(1),
                options.withFormulation(formulation, 0.5));
        assertThat(solution.items().values()).containsOnly(0).hasSize(5);
        assertThat(solution.varianceKept()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"PROJECTION, NONE", "PROJECTION, UNIT_VARIANCE", "SMOOTHED, NONE", "SMOOTHED, UNIT_VARIANCE",
        "SPECTRAL, NONE", "SPECTRAL, UNIT_VARIANCE"})
    void fewerItemsThanColumnsLeaveTheLastColumnsZero(Formulation formulation, ColumnScaling scaling) {
        RecPcaSolution solution = RecPca.solve(Catalogue.embeddings(3, LENGTH, 1), Catalogue.graph(3, 1),
                options.withFormulation(formulation, 0).withColumnScaling(scaling));
        for (int item = 0; item < 3; item++) {
            float[] row = Catalogue.row(solution.items(), item);
            assertThat(row[3]).isCloseTo(0, within(1e-6f));
            assertThat(row[4]).isCloseTo(0, within(1e-6f));
        }
        assertThat(solution.varianceKept()).isCloseTo(1, within(1e-9));
    }

    @ParameterizedTest
    @CsvSource({"PROJECTION, 1, EXACT", "PROJECTION, 1, ITERATIVE", "SMOOTHED, 3, EXACT", "SMOOTHED, 3, ITERATIVE",
        "SPECTRAL, 0.3, AUTO"})
    void embeddingsOfLowRankAreSolved(Formulation formulation, double smoothness, Route route) {
        float[] values = new float[ITEMS * 60];
        for (int item = 0; item < ITEMS; item++) {
            values[item * 60 + item % 2] = 1 + item % 5;
        }
        RecPcaSolution solution = RecPca.solve(new Float32Matrix(ITEMS, 60, values), graph,
                options.withFormulation(formulation, smoothness).withConvergence(new Convergence(route, 1e-9, 500)));
        assertThat(solution.residual()).isLessThan(1e-8);
        for (float value : solution.items().values()) {
            assertThat(value).isFinite();
        }
    }

    @Test
    void allItemsAlikeGetZeros() {
        float[] values = new float[50 * LENGTH];
        Arrays.fill(values, 2);
        RecPcaSolution solution =
                RecPca.solve(new Float32Matrix(50, LENGTH, values), Catalogue.graph(50, 1), RecPcaOptions.defaults()
                        .withDimension(3).withFormulation(Formulation.SMOOTHED, 1));
        for (float value : solution.items().values()) {
            assertThat(value).isCloseTo(0, within(0f));
        }
    }

    @Test
    void unitVarianceMakesAllColumnsWeighAlike() {
        RecPcaSolution solution =
                RecPca.solve(embeddings, graph, options.withColumnScaling(ColumnScaling.UNIT_VARIANCE));
        for (double[] column : Subspaces.columns(Subspaces.widened(solution.items().values()), 5)) {
            double mean = Arrays.stream(column).average().orElseThrow();
            double variance = Arrays.stream(column).map(v -> (v - mean) * (v - mean)).sum() / ITEMS;
            assertThat(variance).isCloseTo(1, within(1e-5));
        }
    }

    @Test
    void eachColumnsLargestEntryOfTheBasisIsPositive() {
        for (double[] column : Subspaces.columns(RecPca.solve(embeddings, graph, options).basis().values(), 5)) {
            double least = Arrays.stream(column).min().orElseThrow();
            double most = Arrays.stream(column).max().orElseThrow();
            assertThat(most).isGreaterThan(-least);
        }
    }

    @Test
    void doesNotPretendToHaveConverged() {
        RecPcaOptions hasty = options.withFormulation(Formulation.SPECTRAL, 0.5)
                .withConvergence(new Convergence(Route.AUTO, 1e-9, 2));
        assertThatThrownBy(() -> RecPca.solve(embeddings, graph, hasty)).isInstanceOf(ArithmeticException.class)
                .hasMessageStartingWith("Rec-PCA did not converge in 2 steps: residual");
    }

    @Test
    void refusesSizesThatDoNotFitByName() {
        assertThatThrownBy(() -> RecPca.solve(embeddings, Catalogue.graph(9, 1), options))
                .hasMessage("The graph has 9 nodes and there are 700 language-model embeddings");
        assertThatThrownBy(() -> RecPca.solve(embeddings, graph, options.withDimension(21))).hasMessage(
                "rec-pca.dimension must be at most 20, the length of the language-model embeddings, was 21");
        assertThatThrownBy(() -> RecPca.solve(new Float32Matrix(0, LENGTH, new float[0]),
                SparseGraph.withoutEdges(0), options)).hasMessage("Rec-PCA needs one item at least, was given none");
        Basis basis = RecPca.solve(embeddings, graph, options).basis();
        assertThatThrownBy(() -> basis.project(new float[7]))
                .hasMessage("The basis takes language-model embeddings 20 long, was given one of 7");
    }

    @Test
    void refusesAComponentThatIsNotFiniteByItemAndPlace() {
        Basis basis = RecPca.solve(embeddings, graph, options).basis();
        embeddings.values()[3 * LENGTH + 7] = Float.NaN;
        assertThatThrownBy(() -> RecPca.solve(embeddings, graph, options))
                .hasMessage("Language-model embedding of item 3 has NaN at component 7");
        embeddings.values()[3 * LENGTH + 7] = Float.NEGATIVE_INFINITY;
        assertThatThrownBy(() -> RecPca.solve(embeddings, graph, options))
                .hasMessage("Language-model embedding of item 3 has -Infinity at component 7");
        assertThatThrownBy(() -> basis.project(Catalogue.row(embeddings, 3)))
                .hasMessage("The language-model embedding has -Infinity at component 7");
    }

    private void assertProjected(RecPcaSolution solution, int item) {
        assertThat(solution.basis().project(Catalogue.row(embeddings, item)))
                .containsExactly(Catalogue.row(solution.items(), item), within(1e-6f));
    }
}
