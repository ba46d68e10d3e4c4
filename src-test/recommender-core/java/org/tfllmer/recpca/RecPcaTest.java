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
import org.tfllmer.graph.SparseGraph;
import org.tfllmer.tensors.Float32Matrix;

class RecPcaTest {

    private final Float32Matrix embeddings = random(700, 20);
    private final SparseGraph graph = ring(700);
    private final RecPcaOptions options = RecPcaOptions.defaults().withDimension(5);

    @Test
    void projectsAnItemToItsOwnRow() {
        RecPcaSolution solution = RecPca.solve(embeddings, graph, options);
        float[] embedding = new float[20];
        embeddings.read(654, 1, embedding);
        float[] item = new float[5];
        solution.items().read(654, 1, item);
        float[] projected = solution.basis().project(embedding);
        for (int j = 0; j < 5; j++) {
            assertThat(projected[j]).isCloseTo(item[j], within(1e-6f));
        }
        assertThat(solution.residual()).isLessThan(1e-13);
    }

    @Test
    void refusesSizesThatDoNotFitByName() {
        assertThatThrownBy(() -> RecPca.solve(embeddings, ring(9), options))
                .hasMessage("The graph has 9 nodes and there are 700 language-model embeddings");
        assertThatThrownBy(() -> RecPca.solve(embeddings, graph, options.withDimension(21))).hasMessage(
                "rec-pca.dimension must be at most 20, the length of the language-model embeddings, was 21");
    }

    @Test
    void refusesAComponentThatIsNotFiniteByItemAndPlace() {
        embeddings.values()[3 * 20 + 7] = Float.NaN;
        assertThatThrownBy(() -> RecPca.solve(embeddings, graph, options))
                .hasMessage("Language-model embedding of item 3 has NaN at component 7");
        embeddings.values()[3 * 20 + 7] = Float.NEGATIVE_INFINITY;
        assertThatThrownBy(() -> RecPca.solve(embeddings, graph, options))
                .hasMessage("Language-model embedding of item 3 has -Infinity at component 7");
    }

    private static Float32Matrix random(int rows, int columns) {
        Random random = new Random(1);
        float[] values = new float[rows * columns];
        for (int at = 0; at < values.length; at++) {
            values[at] = (float) (random.nextGaussian() / (1 + at % columns));
        }
        return new Float32Matrix(rows, columns, values);
    }

    private static SparseGraph ring(int nodes) {
        int[] from = new int[nodes];
        int[] to = new int[nodes];
        double[] weight = new double[nodes];
        for (int node = 0; node < nodes; node++) {
            from[node] = node;
            to[node] = (node + 1) % nodes;
            weight[node] = 1 + node % 3;
        }
        return SparseGraph.of(nodes, from, to, weight);
    }
}
