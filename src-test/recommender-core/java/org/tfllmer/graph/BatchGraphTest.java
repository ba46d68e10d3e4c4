/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BatchGraphTest {

    @Test
    void eachItemCoOccursOnceWithEachOfTheUsersLastItems() {
        BatchGraph graph = new BatchGraph(2);
        for (String item : new String[] {"tea", "cup", "pot", "tea"}) {
            graph.add("ann", view(item));
        }
        graph.add("bob", view("tea"));
        graph.close(1);
        Map<String, DirectedRow> rows = graph.rows(1);

        assertThat(rows.keySet()).containsExactly("cup", "pot", "tea");
        assertThat(rows.get("tea").neighbours()).containsExactly("cup", "pot");
        assertThat(rows.get("tea").after()).containsExactly(1, 1); // came back after cup and pot
        assertThat(rows.get("tea").before()).containsExactly(1, 1); // and had been there before each
        assertThat(rows.get("pot").after()).containsExactly(1, 1); // after cup and tea
    }

    @Test
    void whatComesAfterSeenFromOneEndComesBeforeSeenFromTheOther() {
        BatchGraph graph = new BatchGraph(5);
        Random random = new Random(3);
        for (int n = 0; n < 2_000; n++) {
            graph.add("user-" + random.nextInt(20), view("item-" + random.nextInt(30)));
        }
        graph.close(1);
        Map<String, DirectedRow> rows = graph.rows(1);
        rows.forEach((item, row) -> {
            for (int i = 0; i < row.size(); i++) {
                DirectedRow other = rows.get(row.neighbours()[i]);
                int back = Arrays.binarySearch(other.neighbours(), item);
                assertThat(other.before()[back]).isEqualTo(row.after()[i]);
                assertThat(other.weight(back)).isEqualTo(row.weight(i));
            }
        });
    }

    private static UserEvent view(String itemId) {
        return new UserEvent("", itemId, 1, 0);
    }
}
