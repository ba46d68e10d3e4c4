/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CountedGraphTest {

    @Test
    void anEdgeWeighsBothDirectionsAndItemsOutsideHaveNone() {
        CountedGraph counted = new CountedGraph(5);
        for (String item : new String[] {"tea", "cup", "tea", "jam"}) {
            counted.add("ann", item);
        }
        SparseGraph graph = counted.over(List.of("tea", "pot", "cup"));
        assertThat(graph.edges()).isEqualTo(1);
        assertThat(graph.degree(0)).isEqualTo(2); // cup after tea, and tea after cup
        assertThat(graph.isIsolated(1)).isTrue();
        assertThat(graph.degree(2)).isEqualTo(2);
    }

    @Test
    void itIsTheGraphOfTheBatchOracle() {
        CountedGraph counted = new CountedGraph(4);
        BatchGraph batch = new BatchGraph(4);
        Random random = new Random(3);
        for (int n = 0; n < 2_000; n++) {
            String user = "user-" + random.nextInt(20);
            String item = "item-" + random.nextInt(30);
            counted.add(user, item);
            batch.add(user, new UserEvent("", item, 1, 0));
        }
        batch.close(1);
        List<String> items = IntStream.range(0, 30).mapToObj(n -> "item-" + n).toList();
        SparseGraph graph = counted.over(items);
        for (int item = 0; item < items.size(); item++) {
            assertThat(graph.degree(item)).isEqualTo(batch.rows(1).get(items.get(item)).degree());
        }
    }
}
