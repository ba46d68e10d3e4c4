/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class GainLogTest {

    private final GainLog log = new GainLog();

    @Test
    void bothEndsOfEachPairAreToldOnce() {
        log.add("cup", new String[] {"tea", "pot"}, new double[] {1, 2}, 0.5);
        log.add("tea", new String[] {"cup"}, new double[] {3}, 1);
        assertThat(log.size()).isEqualTo(3);
        assertThat(drained()).containsExactly("cup [pot 1.0/0.0, tea 0.5/3.0]", "pot [cup 0.0/1.0]",
                "tea [cup 3.0/0.5]");
        assertThat(log.size()).isZero();
        assertThat(drained()).isEmpty();
    }

    @Test
    void aGainOfNothingIsTold() {
        log.add("cup", new String[] {"tea"}, new double[] {1}, 1);
        log.add("cup", new String[] {"tea"}, new double[] {-1}, 1);
        assertThat(drained()).containsExactly("cup [tea 0.0/0.0]", "tea [cup 0.0/0.0]");
    }

    @Test
    void manyPairsAddUpLikeInAMap() {
        Random random = new Random(7);
        Map<String, Map<String, double[]>> expected = new TreeMap<>();
        for (int n = 0; n < 4_000; n++) {
            String later = "item-" + random.nextInt(600);
            String[] earlier = random.ints(1 + random.nextInt(5), 0, 600).mapToObj(i -> "item-" + i)
                    .toArray(String[]::new);
            double[] weights = random.doubles(earlier.length).toArray();
            log.add(later, earlier, weights, 2);
            for (int i = 0; i < earlier.length; i++) {
                cell(expected, later, earlier[i])[0] += 2 * weights[i];
                cell(expected, earlier[i], later)[1] += 2 * weights[i];
            }
        }
        List<String> items = new ArrayList<>();
        log.drain((item, gain) -> {
            items.add(item);
            Map<String, double[]> row = expected.get(item);
            assertThat(gain.size()).isEqualTo(row.size());
            for (EdgeCursor edge = gain.cursor(); edge.next(); ) {
                assertThat(edge.after()).isCloseTo(row.get(edge.neighbour())[0], within(1e-12));
                assertThat(edge.before()).isCloseTo(row.get(edge.neighbour())[1], within(1e-12));
            }
        });
        assertThat(items).containsExactlyElementsOf(expected.keySet());
    }

    private static double[] cell(Map<String, Map<String, double[]>> rows, String item, String neighbour) {
        return rows.computeIfAbsent(item, none -> new HashMap<>()).computeIfAbsent(neighbour, none -> new double[2]);
    }

    private List<String> drained() {
        List<String> told = new ArrayList<>();
        log.drain((item, gain) -> told.add(item + " " + gain));
        return told;
    }
}
