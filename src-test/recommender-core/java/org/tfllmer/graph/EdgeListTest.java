/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EdgeListTest {

    private static final Map<String, Integer> INDEX = Map.of("cup", 0, "pot", 1, "tea", 2);

    private final EdgeList edges = new EdgeList();

    @Test
    void anEdgeWeighsWhatBothDirectionsWeighAndIsTakenOnceFromItsTwoRows() {
        add("cup", row("tea", 2, 3));
        add("tea", row("cup", 3, 2));
        SparseGraph graph = edges.toGraph(3);
        assertThat(graph.edges()).isEqualTo(1);
        assertThat(graph.degree(0)).isEqualTo(5);
        assertThat(graph.degree(2)).isEqualTo(5);
        assertThat(graph.isIsolated(1)).isTrue();
    }

    @Test
    void edgesToItemsOutsideTheIndexAreLeftOut() {
        add("cup", row("jam", 1, 0));
        add("jam", row("cup", 0, 1));
        assertThat(edges.toGraph(3).edges()).isZero();
    }

    @Test
    void anEdgeThatWeighsNothingIsNone() {
        add("cup", row("tea", 0, 0));
        assertThat(edges.toGraph(3).edges()).isZero();
    }

    @Test
    void thereMayBeMoreEdgesThanRoomWasMadeFor() {
        int items = 3_000;
        for (int item = 0; item + 1 < items; item++) {
            edges.add(item, row(Integer.toString(item + 1), 1, 1), Integer::valueOf);
        }
        SparseGraph graph = edges.toGraph(items);
        assertThat(graph.edges()).isEqualTo(items - 1);
        assertThat(IntStream.range(1, items - 1).mapToDouble(graph::degree)).containsOnly(4.0);
    }

    private void add(String item, DirectedRow row) {
        edges.add(INDEX.get(item), row, INDEX::get);
    }

    private static DirectedRow row(String neighbour, double after, double before) {
        return new DirectedRow(new String[] {neighbour}, new double[] {after}, new double[] {before});
    }
}
