/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SparseGraphTest {

    /** 0 - 1 weighs 3 (listed as 1 + 2, either way round), 1 - 2 weighs 4, 3 has no neighbour. */
    private final SparseGraph graph =
            SparseGraph.of(4, new int[] {0, 1, 1}, new int[] {1, 0, 2}, new double[] {1, 2, 4});

    @Test
    void sumsAnEdgeThatIsListedTwiceWhicheverWayRound() {
        assertThat(graph.edges()).isEqualTo(2);
        assertThat(graph.weight(graph.firstNeighbour(0))).isEqualTo(3);
    }

    @Test
    void isSymmetric() {
        assertThat(new double[] {graph.degree(0), graph.degree(1), graph.degree(2)}).containsExactly(3, 7, 4);
        assertThat(product(new double[] {1, 0, 0, 0})).containsExactly(0, 3, 0, 0);
        assertThat(product(new double[] {0, 1, 0, 0})).containsExactly(3, 0, 4, 0);
    }

    @Test
    void listsNeighboursInOrder() {
        SparseGraph star = SparseGraph.of(4, new int[] {3, 0, 2}, new int[] {1, 1, 1}, new double[] {1, 1, 1});
        int first = star.firstNeighbour(1);
        assertThat(new int[] {star.neighbour(first), star.neighbour(first + 1), star.neighbour(first + 2)})
                .containsExactly(0, 2, 3);
    }

    @Test
    void multipliesABlockOfVectorsAsItDoesEachAlone() {
        double[] target = new double[8];
        graph.multiply(new double[] {1, 0, 0, 1, 0, 0, 0, 0}, 2, target);
        assertThat(target).containsExactly(0, 3, 3, 0, 0, 4, 0, 0);
    }

    @Test
    void knowsItsIsolatedNodes() {
        assertThat(graph.isIsolated(3)).isTrue();
        assertThat(graph.isIsolated(2)).isFalse();
        assertThat(SparseGraph.withoutEdges(2).edges()).isZero();
    }

    @Test
    void refusesAnEdgeThatIsNone() {
        assertThatThrownBy(() -> edge(0, 4, 1)).hasMessage("Edge 0 - 4 leaves the graph of 4 nodes");
        assertThatThrownBy(() -> edge(-1, 2, 1)).hasMessage("Edge -1 - 2 leaves the graph of 4 nodes");
        assertThatThrownBy(() -> edge(2, 2, 1)).hasMessage("Edge 2 - 2 joins a node with itself");
        assertThatThrownBy(() -> edge(0, 1, 0)).hasMessage("Edge 0 - 1 needs a finite weight above 0, was 0.0");
        assertThatThrownBy(() -> edge(0, 1, Double.NaN)).hasMessageEndingWith("was NaN");
        assertThatThrownBy(() -> SparseGraph.of(2, new int[1], new int[0], new double[1]))
                .hasMessageContaining("1 starts, 0 ends, 1 weights");
    }

    private static void edge(int from, int to, double weight) {
        SparseGraph.of(4, new int[] {from}, new int[] {to}, new double[] {weight});
    }

    private double[] product(double[] vector) {
        double[] target = new double[vector.length];
        graph.multiply(vector, 1, target);
        return target;
    }
}
