/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.recpca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.tfllmer.graph.Laplacian;
import org.tfllmer.graph.SparseGraph;
import org.tfllmer.tensors.Float32Matrix;

class TelemetryTest {

    /** ±3 along the first axis, ±3 along the second: an orthogonal frame of equal norms. */
    private final Float32Matrix frame = matrix(2, 3, 0, -3, 0, 0, 3, 0, -3);

    private final Float32Matrix axes = matrix(3, 1, 0, 0, -1, 0, 0, 0, 1, 0, 0, -1, 0, 0, 0, 1, 0, 0, -1);

    @Test
    void equalNormsHaveDisparityOne() {
        VectorMeasures measures = measures(frame, SparseGraph.withoutEdges(4));
        assertThat(measures.normDisparity()).isEqualTo(1);
        assertThat(measures.normVariation()).isZero();
    }

    @Test
    void normsAreComparedByTheirRatioAndSpread() {
        VectorMeasures measures = measures(matrix(2, 3, 0, 0, 1, 0, 0), SparseGraph.withoutEdges(3));
        assertThat(measures.vectors()).isEqualTo(2);
        assertThat(measures.normDisparity()).isEqualTo(3);
        assertThat(measures.normVariation()).isCloseTo(0.5, within(1e-15));
    }

    @Test
    void meanCosineIsThatOfAllPairs() {
        Float32Matrix vectors = Catalogue.embeddings(30, 5, 1);
        double sum = 0;
        for (int i = 0; i < 30; i++) {
            for (int j = 0; j < 30; j++) {
                sum += i == j ? 0 : cosine(Catalogue.row(vectors, i), Catalogue.row(vectors, j));
            }
        }
        assertThat(measures(vectors, SparseGraph.withoutEdges(30)).meanCosine())
                .isCloseTo(sum / (30 * 29), within(1e-12));
        assertThat(measures(frame, SparseGraph.withoutEdges(4)).meanCosine()).isCloseTo(-1 / 3.0, within(1e-15));
    }

    @Test
    void totalVariationIsZeroWhereNeighboursAgreeAndTwoWhereTheyAreOpposed() {
        SparseGraph pairs = SparseGraph.of(4, new int[] {0, 2}, new int[] {1, 3}, new double[] {1, 5});
        assertThat(measures(frame, pairs).totalVariation()).isCloseTo(2, within(1e-12));
        Float32Matrix alike = matrix(2, 3, 0, 3, 0, 0, 3, 0, 3);
        assertThat(measures(alike, pairs).totalVariation()).isCloseTo(0, within(1e-12));
        assertThat(measures(frame, SparseGraph.withoutEdges(4)).totalVariation()).isZero();
    }

    @Test
    void aFrameSeenFromItsMiddleIsPerfectlyConditioned() {
        assertThat(new HessianCondition(frame, 0.1).of(new double[2])).isCloseTo(1, within(1e-12));
    }

    /** ± along each of three axes. */
    @Test
    void aFrameSeenFromASideIsConditionedAsComputedByHand() {
        double a = 0.7;
        double temperature = 0.5;
        double sum = 2 * Math.cosh(a / temperature) + 4;
        double along = 2 * Math.cosh(a / temperature) / sum - Math.pow(2 * Math.sinh(a / temperature) / sum, 2);
        double across = 2 / sum;
        assertThat(new HessianCondition(axes, temperature).of(new double[] {a, 0, 0}))
                .isCloseTo(Math.max(along, across) / Math.min(along, across), within(1e-12));
    }

    @Test
    void aBatchIsTheMeanOfItsHessians() {
        double[] oneSide = {0.7, 0, 0};
        double[] everySide = {0.7, 0, 0, 0, 0.7, 0, 0, 0, 0.7};
        HessianCondition condition = new HessianCondition(axes, 0.5);
        assertThat(condition.of(oneSide)).isGreaterThan(1.1);
        assertThat(condition.of(everySide)).isCloseTo(1, within(1e-12));
    }

    @Test
    void aSequenceOfItemsStandsForTheirMean() {
        HessianCondition condition = new HessianCondition(axes, 0.5);
        assertThat(condition.ofSequences(new int[][] {{0, 0, 2}}))
                .isCloseTo(condition.of(new double[] {2 / 3.0, 1 / 3.0, 0}), within(1e-12));
    }

    @Test
    void clusteredVectorsAreWorseConditioned() {
        Random random = new Random(1);
        float[] spread = new float[200 * 4];
        float[] clustered = new float[200 * 4];
        for (int at = 0; at < spread.length; at++) {
            spread[at] = (float) random.nextGaussian();
            clustered[at] = (at % 4 == 0 ? 5 * (at / 4 % 2 == 0 ? 1 : -1) : 0) + 0.5f * spread[at];
        }
        int[][] sequences = {{1, 2, 3}, {7, 8}, {100}};
        double even = new HessianCondition(new Float32Matrix(200, 4, spread), 1).ofSequences(sequences);
        double uneven = new HessianCondition(new Float32Matrix(200, 4, clustered), 1).ofSequences(sequences);
        assertThat(uneven).isGreaterThan(10 * even);
    }

    @Test
    void vectorsThatMissADirectionHaveNoFiniteCondition() {
        assertThat(new HessianCondition(matrix(2, 3, 0, -3, 0), 1).of(new double[2])).isInfinite();
    }

    @Test
    void moreSequencesThanAreTakenAtOnceCountAlike() {
        HessianCondition condition = new HessianCondition(axes, 0.5);
        double[] many = new double[3 * 77];
        for (int s = 0; s < 77; s++) {
            many[3 * s] = 0.7;
        }
        assertThat(condition.of(many)).isCloseTo(condition.of(new double[] {0.7, 0, 0}), within(1e-12));
    }

    @Test
    void refusesABatchOrTemperatureThatIsNone() {
        assertThatThrownBy(() -> new HessianCondition(frame, 0)).hasMessage("The temperature must be above 0, was 0.0");
        assertThatThrownBy(() -> new HessianCondition(frame, 1).of(new double[3]))
                .hasMessage("A probe batch needs whole sequence vectors 2 long, had 3 components");
    }

    @Test
    void aSmoothedSolutionIsSmootherThanItsEmbeddings() {
        Float32Matrix embeddings = Catalogue.embeddings(200, 20, 1);
        SparseGraph graph = Catalogue.graph(200, 1);
        RecPcaOptions options = RecPcaOptions.defaults().withDimension(4);
        RecPcaSolution solution = RecPca.solve(embeddings, graph, options);
        Telemetry telemetry = Telemetry.of(embeddings, graph, options, solution, new int[][] {{1, 2}}, 0.1);
        assertThat(telemetry.after().totalVariation()).isLessThan(0.5 * telemetry.before().totalVariation());
        assertThat(telemetry.after().meanCosine()).isLessThan(telemetry.before().meanCosine());
        assertThat(telemetry.hessianCondition()).isGreaterThan(1);
        assertThat(Telemetry.of(embeddings, graph, options, solution, new int[0][], 0.1).hessianCondition()).isNaN();
    }

    private static VectorMeasures measures(Float32Matrix vectors, SparseGraph graph) {
        return VectorMeasures.of(vectors, new Laplacian(graph, Laplacian.Form.NORMALISED));
    }

    private static Float32Matrix matrix(int columns, float... values) {
        return new Float32Matrix(values.length / columns, columns, values);
    }

    private static double cosine(float[] a, float[] b) {
        double product = 0;
        double one = 0;
        double other = 0;
        for (int k = 0; k < a.length; k++) {
            product += (double) a[k] * b[k];
            one += (double) a[k] * a[k];
            other += (double) b[k] * b[k];
        }
        return product / Math.sqrt(one * other);
    }
}
