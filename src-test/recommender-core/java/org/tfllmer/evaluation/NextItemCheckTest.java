/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.tfllmer.tensors.Float32Matrix;

class NextItemCheckTest {

    /** Items 0 to 2 point one way, 3 and 4 another. */
    private static final Float32Matrix TWO_KINDS =
            new Float32Matrix(5, 2, new float[] {2, 0, 1, 0, 3, 1, 0, 1, 0, 4});

    @Test
    void whatIsNearestToTheLastItemsIsForetold() {
        assertThat(check(1, 0).of(TWO_KINDS).ndcg()).isEqualTo(1);
        assertThat(check(4, 3).of(TWO_KINDS).ndcg()).isEqualTo(1);
    }

    @Test
    void whatTheUserHadIsNotInTheWayUnlessItIsWhatComesNext() {
        assertThat(check(2, 0, 1).of(TWO_KINDS).ndcg()).isEqualTo(1);
        assertThat(check(0, 0, 3).of(TWO_KINDS).hits()).isEqualTo(1);
    }

    @Test
    void onlyTheLastFiveItemsCount() {
        assertThat(check(4, 0, 3, 3, 3, 3, 3).of(TWO_KINDS).ndcg()).isEqualTo(1);
    }

    @Test
    void aUserWithoutVectorsIsAMiss() {
        RankingMetrics metrics = check(1, 0).of(new Float32Matrix(2, 2, new float[] {0, 0, 1, 1}));
        assertThat(metrics.cases()).isEqualTo(1);
        assertThat(metrics.hits()).isZero();
    }

    @Test
    void ranksAreThoseOfACompleteSort() {
        Random random = new Random(7);
        float[] values = new float[300 * 8];
        for (int at = 0; at < values.length; at++) {
            values[at] = (float) random.nextGaussian();
        }
        Float32Matrix vectors = new Float32Matrix(300, 8, values);
        List<NextItemCase> cases = new ArrayList<>();
        for (int i = 0; i < 700; i++) {
            int[] history = IntStream.range(0, 1 + random.nextInt(8)).map(at -> random.nextInt(300)).toArray();
            cases.add(new NextItemCase(history, random.nextInt(300)));
        }
        RankingMetrics metrics = new NextItemCheck(cases).of(vectors);
        RankingMetrics sorted = RankingMetrics.at(10);
        for (NextItemCase one : cases) {
            sorted = sorted.withRank(rank(one, vectors));
        }
        assertThat(metrics.hits()).isEqualTo(sorted.hits()).isPositive();
        assertThat(metrics.gain()).isCloseTo(sorted.gain(), within(1e-9));
    }

    @Test
    void theFirstItemLeftOutIsForetoldFromThoseBeforeIt() {
        List<NextItemCase> cases =
                NextItemCase.firstLeftOut(List.of(new int[] {7, 8}, new int[] {1, 2, 3, 4}), 2);
        assertThat(cases).hasSize(1);
        assertThat(cases.get(0).history()).containsExactly(1, 2);
        assertThat(cases.get(0).next()).isEqualTo(3);
    }

    @Test
    void fewerCasesAreSpreadEvenly() {
        List<NextItemCase> cases = IntStream.range(0, 10)
                .mapToObj(next -> new NextItemCase(new int[] {0}, next)).toList();
        assertThat(NextItemCase.spread(cases, 4)).extracting(NextItemCase::next).containsExactly(0, 2, 5, 7);
        assertThat(NextItemCase.spread(cases, 10)).isEqualTo(cases);
    }

    private static int rank(NextItemCase one, Float32Matrix vectors) {
        double[] query = new double[8];
        for (int item : one.recent(5)) {
            for (int k = 0; k < 8; k++) {
                query[k] += vectors.values()[item * 8 + k] / length(vectors, item);
            }
        }
        float[] scores = new float[300];
        for (int item = 0; item < 300; item++) {
            double score = 0;
            for (int k = 0; k < 8; k++) {
                score += query[k] * vectors.values()[item * 8 + k];
            }
            scores[item] = (float) (score / length(vectors, item));
        }
        BitSet seen = new BitSet();
        IntStream.of(one.history()).forEach(seen::set);
        return Rank.of(one.next(), scores, seen);
    }

    private static double length(Float32Matrix vectors, int item) {
        double squares = 0;
        for (int k = 0; k < 8; k++) {
            squares += Math.pow(vectors.values()[item * 8 + k], 2);
        }
        return Math.sqrt(squares);
    }

    private static NextItemCheck check(int next, int... history) {
        return new NextItemCheck(List.of(new NextItemCase(history, next)));
    }
}
