/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.app.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.tfllmer.backbone.BackboneKind;
import org.tfllmer.evaluation.DataSplit;
import org.tfllmer.graph.SparseGraph;
import org.tfllmer.recpca.RecPcaOptions;
import org.tfllmer.tensors.Float32Matrix;

class TrainingTest {

    private static final int ITEMS = 20;
    private static final int COLD = 2;
    private static final int DIMENSION = 4;
    private static final RecPcaOptions REC_PCA = RecPcaOptions.defaults().withDimension(DIMENSION);

    @Test
    void anItemThatNobodyHasInteractedWithKeepsItsVector() {
        BacktestData data = data();
        BacktestOptions options = new BacktestOptions(Path.of("data"), Optional.empty(), List.of(Method.PCA),
                List.of(BackboneKind.GRU4REC), 1, 3, 0, 0, BacktestOptions.Split.TEMPORAL, List.of(REC_PCA), 16, 20, 1,
                Path.of("out"));
        float[] start = new StartingVectors(data, REC_PCA).of(Method.PCA, 1, OptionalDouble.empty());
        BacktestProgress progress = new BacktestProgress(new PrintWriter(Writer.nullWriter()), 1, 0, 3);
        try (Trained trained = new Training(data, options, progress).of(
                new RunKey(Method.PCA, BackboneKind.GRU4REC, 1), new Choice(0.01, OptionalDouble.empty()), 3)) {
            float[] end = trained.model().itemVectors();
            int cold = (ITEMS - COLD) * DIMENSION;
            assertThat(Arrays.copyOfRange(end, cold, end.length))
                    .isEqualTo(Arrays.copyOfRange(start, cold, start.length));
            assertThat(Arrays.copyOf(end, cold)).isNotEqualTo(Arrays.copyOf(start, cold));
        }
    }

    /** Users go round a circle of all items but the last ones. */
    private static BacktestData data() {
        Random random = new Random(1);
        float[] values = new float[ITEMS * 2 * DIMENSION];
        for (int at = 0; at < values.length; at++) {
            values[at] = (float) random.nextGaussian();
        }
        List<int[]> train = IntStream.range(0, 60)
                .mapToObj(user -> IntStream.range(user, user + 5).map(item -> item % (ITEMS - COLD)).toArray())
                .toList();
        SparseGraph graph = SparseGraph.of(ITEMS, new int[] {0, 1}, new int[] {1, 2}, new double[] {1, 1});
        return new BacktestData("circle", new Float32Matrix(ITEMS, 2 * DIMENSION, values),
                new DataSplit(ITEMS, train, List.of(), List.of()), graph);
    }
}
