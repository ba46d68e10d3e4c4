/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FullRankingTest {

    private static final int ITEMS = 50;

    /** Scores with ties, so that they matter. */
    private final Scorer scorer = new Scorer() {

        @Override
        public int items() {
            return ITEMS;
        }

        @Override
        public void score(List<NextItemCase> cases, float[] scores) {
            for (int at = 0; at < cases.size(); at++) {
                Random random = new Random(cases.get(at).next() * 31L + cases.get(at).history()[0]);
                for (int item = 0; item < ITEMS; item++) {
                    scores[at * ITEMS + item] = random.nextInt(12);
                }
            }
        }
    };

    @Test
    void agreesWithSortingEveryRow() {
        Random random = new Random(4);
        List<NextItemCase> cases = new ArrayList<>();
        for (int at = 0; at < 200; at++) {
            cases.add(new NextItemCase(random.ints(5, 0, ITEMS).toArray(), random.nextInt(ITEMS)));
        }
        FullRanking ranking = FullRanking.of(scorer, cases);
        BitSet covered = new BitSet();
        double ndcg = 0;
        for (int at = 0; at < cases.size(); at++) {
            NextItemCase one = cases.get(at);
            float[] row = new float[ITEMS];
            scorer.score(List.of(one), row);
            List<Integer> sorted = new ArrayList<>();
            for (int item = 0; item < ITEMS; item++) {
                int candidate = item;
                if (Arrays.stream(one.history()).noneMatch(seen -> seen == candidate)) {
                    sorted.add(item);
                }
            }
            sorted.sort((a, b) -> Float.compare(row[b], row[a]));
            sorted.subList(0, 10).forEach(covered::set);
            long ahead = sorted.stream().filter(item -> item != one.next() && row[item] >= row[one.next()]).count();
            assertThat(ranking.ranks()[at]).isEqualTo((int) ahead + 1);
            ndcg += ahead < 10 ? Math.log(2) / Math.log(ahead + 2.0) / cases.size() : 0;
        }
        assertThat(ranking.metrics(10).ndcg()).isCloseTo(ndcg, within(1e-12));
        assertThat(ranking.coverage(10)).isEqualTo(covered.cardinality() / (double) ITEMS);
    }

    @Test
    void aGroupCountsItsOwnItemsOnly() {
        ItemGroup[] groups = new ItemGroup[ITEMS];
        Arrays.fill(groups, ItemGroup.TAIL);
        groups[3] = ItemGroup.NEW;
        FullRanking ranking = FullRanking.of(scorer,
                List.of(new NextItemCase(new int[] {1}, 3), new NextItemCase(new int[] {1}, 4)));
        assertThat(ranking.metrics(10, ItemGroup.NEW, groups).cases()).isEqualTo(1);
        assertThat(ranking.metrics(10, ItemGroup.HEAD, groups).cases()).isZero();
    }
}
