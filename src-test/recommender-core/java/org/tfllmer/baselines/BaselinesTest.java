/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.baselines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tfllmer.evaluation.NextItemCase;
import org.tfllmer.graph.SparseGraph;

class BaselinesTest {

    /** Against NumPy: see ease.py beside ease.csv. */
    @Test
    void easeScoresAsNumPyDoes() throws Exception {
        List<int[]> histories = new ArrayList<>();
        List<float[]> expected = new ArrayList<>();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                BaselinesTest.class.getResourceAsStream("ease.csv"), StandardCharsets.UTF_8))) {
            for (String line : lines.lines().toList()) {
                String[] fields = line.split(",");
                histories.add(fields[0].isEmpty() ? new int[0]
                        : Arrays.stream(fields[0].split(" ")).mapToInt(Integer::parseInt).toArray());
                float[] scores = new float[fields.length - 1];
                for (int item = 0; item < scores.length; item++) {
                    scores[item] = Float.parseFloat(fields[item + 1]);
                }
                expected.add(scores);
            }
        }
        Ease ease = Ease.of(6, histories, 1.5);
        float[] scores = new float[6];
        for (int user = 0; user < histories.size(); user++) {
            ease.score(List.of(new NextItemCase(histories.get(user), 0)), scores);
            assertThat(scores).containsExactly(expected.get(user), within(1e-5f));
        }
        assertThat(histories).hasSize(9);
    }

    @Test
    void easeRefusesACatalogueThatItCannotHold() {
        assertThatThrownBy(() -> Ease.of(40_001, List.of(), 1)).hasMessageContaining("at most 40000 items, were 40001");
    }

    @Test
    void neighboursAreWeighedByTheRootsOfTheirDegrees() {
        SparseGraph graph = SparseGraph.of(4, new int[] {0, 0, 1}, new int[] {1, 2, 2}, new double[] {4, 5, 1});
        float[] scores = new float[4];
        new ItemNeighbours(graph, 1).score(List.of(new NextItemCase(new int[] {2, 0}, 1)), scores);
        assertThat(scores).containsExactly(
                new float[] {0, (float) (4 / Math.sqrt(9 * 5)), (float) (5 / Math.sqrt(9 * 6)), 0}, within(1e-6f));
    }

    @Test
    void popularItemsAreTheSameForEverybody() {
        float[] scores = new float[6];
        new PopularItems(new int[] {3, 0, 7}).score(
                List.of(new NextItemCase(new int[] {0}, 1), new NextItemCase(new int[] {2}, 1)), scores);
        assertThat(scores).containsExactly(3, 0, 7, 3, 0, 7);
    }
}
