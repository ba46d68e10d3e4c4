/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.recpca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tfllmer.graph.SparseGraph;
import org.tfllmer.tensors.Float32Matrix;

class PredecessorTest {

    private static final int ITEMS = 300;
    private static final int DIMENSION = 4;

    private final Float32Matrix embeddings = Catalogue.embeddings(ITEMS, 40, 1);
    private final SparseGraph graph = Catalogue.graph(ITEMS, 1);
    private final RecPcaOptions options = RecPcaOptions.defaults().withDimension(DIMENSION)
            .withConvergence(new Convergence(Route.AUTO, 1e-11, 500));

    @Test
    void rotationLeavesDotProductsAlone() {
        Random random = new Random(1);
        double[] vectors = random.doubles(ITEMS * DIMENSION, -1, 1).toArray();
        double[] cross = random.doubles(DIMENSION * DIMENSION, -1, 1).toArray();
        double[] turned = SmallMatrix.product(vectors, ITEMS, DIMENSION, Procrustes.rotation(cross, DIMENSION),
                DIMENSION);
        for (int item = 1; item < ITEMS; item++) {
            assertThat(dot(turned, item)).isCloseTo(dot(vectors, item), within(1e-12));
        }
    }

    @Test
    void rotationTakesTurnedVectorsBackToWhereTheyWere() {
        Random random = new Random(2);
        double[] before = random.doubles(ITEMS * DIMENSION, -1, 1).toArray();
        double[] turn = Procrustes.rotation(random.doubles(DIMENSION * DIMENSION, -1, 1).toArray(), DIMENSION);
        double[] now = SmallMatrix.product(before, ITEMS, DIMENSION, turn, DIMENSION);
        double[] cross = SmallMatrix.transposedProduct(now, ITEMS, DIMENSION, before, DIMENSION);
        double[] back = SmallMatrix.product(now, ITEMS, DIMENSION, Procrustes.rotation(cross, DIMENSION), DIMENSION);
        assertThat(back).containsExactly(before, within(1e-12));
    }

    @ParameterizedTest
    @CsvSource({"PROJECTION, 2", "SMOOTHED, 5", "SPECTRAL, 0.4"})
    void aSecondSolveOfTheSameStaysPut(Formulation formulation, double smoothness) {
        RecPcaOptions same = options.withFormulation(formulation, smoothness);
        RecPcaSolution first = RecPca.solve(embeddings, graph, same);
        RecPcaSolution turned = turned(first);
        RecPcaSolution second = RecPca.solve(embeddings, graph, same, Predecessor.withSameItems(turned));
        assertThat(second.items().values()).containsExactly(turned.items().values(), within(1e-5f));
        assertThat(second.alignment().residual()).isLessThan(1e-6);
        assertThat(second.alignment().commonItems()).isEqualTo(ITEMS);
        assertThat(first.alignment().commonItems()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"PROJECTION, 2", "SMOOTHED, 5", "SPECTRAL, 0.4"})
    void vectorsMoveNoFurtherThanTheAlignmentSays(Formulation formulation, double smoothness) {
        RecPcaOptions same = options.withFormulation(formulation, smoothness);
        RecPcaSolution first = RecPca.solve(embeddings, graph, same);
        int[] indices = IntStream.range(0, ITEMS).map(i -> i < 10 ? -1 : i - 10).toArray();
        float[] values = new float[ITEMS * 40];
        System.arraycopy(embeddings.values(), 0, values, 10 * 40, (ITEMS - 10) * 40);
        System.arraycopy(Catalogue.embeddings(10, 40, 9).values(), 0, values, 0, 10 * 40);
        RecPcaSolution second = RecPca.solve(new Float32Matrix(ITEMS, 40, values), Catalogue.graph(ITEMS, 3), same,
                new Predecessor(first, indices));
        double total = 0;
        double largest = 0;
        double reference = 0;
        for (int item = 10; item < ITEMS; item++) {
            double squares = 0;
            for (int j = 0; j < DIMENSION; j++) {
                double old = first.items().values()[(item - 10) * DIMENSION + j];
                double move = second.items().values()[item * DIMENSION + j] - old;
                squares += move * move;
                reference += old * old;
            }
            total += squares;
            largest = Math.max(largest, Math.sqrt(squares));
        }
        assertThat(second.alignment().commonItems()).isEqualTo(ITEMS - 10);
        assertThat(second.alignment().residual()).isCloseTo(Math.sqrt(total / reference), within(1e-5));
        assertThat(second.alignment().largestMove()).isCloseTo(largest, within(1e-4 * largest));
        assertThat(second.alignment().residual()).isPositive();
    }

    @Test
    void withNoItemInCommonASolveIsAFirstOne() {
        RecPcaSolution first = RecPca.solve(embeddings, graph, options);
        int[] none = new int[ITEMS];
        Arrays.fill(none, -1);
        RecPcaSolution second = RecPca.solve(embeddings, graph, options, new Predecessor(first, none));
        assertThat(second.items().values()).containsExactly(first.items().values(), within(1e-5f));
        assertThat(second.alignment()).isEqualTo(Alignment.NONE);
    }

    @Test
    void refusesWhatDoesNotFitByName() {
        RecPcaSolution first = RecPca.solve(embeddings, graph, options);
        assertThatThrownBy(() -> new Predecessor(first, new int[] {3, 3}))
                .hasMessage("Item 1 cannot have been item 3 of 300");
        assertThatThrownBy(() -> new Predecessor(first, new int[] {300}))
                .hasMessage("Item 0 cannot have been item 300 of 300");
        Predecessor predecessor = Predecessor.withSameItems(first);
        assertThatThrownBy(() -> RecPca.solve(embeddings, graph, options.withDimension(5), predecessor))
                .hasMessage("rec-pca.dimension must be 4 as in the solve before, was 5");
        assertThatThrownBy(() -> RecPca.solve(Catalogue.embeddings(ITEMS, 30, 1), graph, options, predecessor))
                .hasMessage("Language-model embeddings must be 40 long as in the solve before, were 30");
        assertThatThrownBy(() -> RecPca.solve(Catalogue.embeddings(9, 40, 1), Catalogue.graph(9, 1), options,
                predecessor)).hasMessage("The solve before has indices for 300 items and there are 9");
    }

    /** The solution in other coordinates, as after many alignments. */
    private static RecPcaSolution turned(RecPcaSolution solution) {
        double[] turn = Procrustes.rotation(new Random(3).doubles(DIMENSION * DIMENSION, -1, 1).toArray(), DIMENSION);
        double[] items = SmallMatrix.product(Subspaces.widened(solution.items().values()), ITEMS, DIMENSION, turn,
                DIMENSION);
        float[] narrow = new float[items.length];
        for (int at = 0; at < items.length; at++) {
            narrow[at] = (float) items[at];
        }
        return new RecPcaSolution(solution.basis(), new Float32Matrix(ITEMS, DIMENSION, narrow),
                solution.eigenvalues(), solution.objective(), solution.varianceKept(), solution.residual(),
                solution.iterations(), solution.products(), solution.alignment());
    }

    private static double dot(double[] vectors, int item) {
        double sum = 0;
        for (int j = 0; j < DIMENSION; j++) {
            sum += vectors[item * DIMENSION + j] * vectors[(item - 1) * DIMENSION + j];
        }
        return sum;
    }
}
