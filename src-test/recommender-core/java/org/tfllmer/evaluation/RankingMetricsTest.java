/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class RankingMetricsTest {

    /** Logarithms of two libraries may differ in the last bits. */
    private static final Offset<Double> ROUNDING = within(1e-12);

    @Test
    void everyCaseCountsAsScikitLearnCountsIt() {
        for (GoldenRanking golden : GoldenRanking.all()) {
            RankingMetrics one = RankingMetrics.at(golden.cutoff()).withRank(golden.rank());
            assertThat(one.hitRate()).isEqualTo(golden.hit());
            assertThat(one.ndcg()).isEqualTo(golden.ndcg(), ROUNDING);
            assertThat(one.mrr()).isEqualTo(golden.reciprocal(), ROUNDING);
        }
    }

    @Test
    void metricsAreMeansOverAllCases() {
        List<GoldenRanking> atTen = GoldenRanking.all().stream().filter(ranking -> ranking.cutoff() == 10).toList();
        RankingMetrics metrics = RankingMetrics.at(10);
        for (GoldenRanking golden : atTen) {
            metrics = metrics.withRank(golden.rank());
        }
        assertThat(metrics.cases()).isEqualTo(atTen.size());
        assertThat(metrics.hitRate()).isEqualTo(mean(atTen, GoldenRanking::hit), ROUNDING);
        assertThat(metrics.ndcg()).isEqualTo(mean(atTen, GoldenRanking::ndcg), ROUNDING);
        assertThat(metrics.mrr()).isEqualTo(mean(atTen, GoldenRanking::reciprocal), ROUNDING);
    }

    @Test
    void partsAddUpToTheWhole() {
        RankingMetrics left = RankingMetrics.at(5).withRank(1).withRank(3).withMiss();
        RankingMetrics right = RankingMetrics.at(5).withRank(5).withRank(6);
        RankingMetrics whole = RankingMetrics.at(5).withRank(1).withRank(3).withMiss().withRank(5).withRank(6);
        assertThat(left.plus(right)).isEqualTo(whole);
        assertThat(whole.plus(RankingMetrics.at(5))).isEqualTo(whole);
    }

    @Test
    void aRankBehindTheCutoffIsAMiss() {
        assertThat(RankingMetrics.at(5).withRank(6)).isEqualTo(RankingMetrics.at(5).withMiss());
    }

    @Test
    void nothingCountedIsNoNumber() {
        assertThat(RankingMetrics.at(10).hitRate()).isNaN();
        assertThat(RankingMetrics.at(10).ndcg()).isNaN();
        assertThat(RankingMetrics.at(10).mrr()).isNaN();
    }

    @Test
    void refusesWhatCannotBeCounted() {
        assertThatThrownBy(() -> RankingMetrics.at(0)).hasMessageContaining("cutoff was 0");
        assertThatThrownBy(() -> RankingMetrics.at(10).withRank(0)).hasMessageContaining("was 0");
        assertThatThrownBy(() -> RankingMetrics.at(10).plus(RankingMetrics.at(20)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Metrics at 10 and at 20 do not add up");
    }

    private static double mean(List<GoldenRanking> rankings, ToDoubleFunction<GoldenRanking> value) {
        return rankings.stream().mapToDouble(value).average().orElseThrow();
    }
}
