/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.evaluation;

/**
 * How well lists of k rank the one item that turned out to be relevant, over all cases counted so far.
 *
 * <pre>
 *   HR@k    mean of [rank ≤ k]                      hit rate
 *   NDCG@k  mean of [rank ≤ k] / log₂(rank + 1)     with one relevant item the ideal gain is 1
 *   MRR@k   mean of [rank ≤ k] / rank               mean reciprocal rank
 * </pre>
 *
 * A value of sums, so parts may be counted apart and added in any order.
 *
 * @param cutoff k, the length of a list
 * @param cases  how many were counted
 * @param hits   those with rank ≤ k
 * @param gain   sum of the gains of NDCG
 * @param reciprocals sum of the reciprocal ranks
 */
public record RankingMetrics(int cutoff, long cases, long hits, double gain, double reciprocals) {

    private static final double LN_2 = Math.log(2);

    public RankingMetrics {
        if (cutoff < 1) {
            throw new IllegalArgumentException("A list has 1 item or more, the cutoff was " + cutoff);
        }
    }

    /** Nothing counted yet. */
    public static RankingMetrics at(int cutoff) {
        return new RankingMetrics(cutoff, 0, 0, 0, 0);
    }

    /** One more case, its relevant item at {@code rank}; {@link #withMiss} if it has none. */
    public RankingMetrics withRank(int rank) {
        if (rank < 1) {
            throw new IllegalArgumentException("Ranks begin at 1, was " + rank);
        }
        if (rank > cutoff) {
            return withMiss();
        }
        return new RankingMetrics(
                cutoff, cases + 1, hits + 1, gain + LN_2 / Math.log(rank + 1.0), reciprocals + 1.0 / rank);
    }

    /** One more case, its relevant item not in the list. */
    public RankingMetrics withMiss() {
        return new RankingMetrics(cutoff, cases + 1, hits, gain, reciprocals);
    }

    /** All cases of both. */
    public RankingMetrics plus(RankingMetrics other) {
        if (other.cutoff != cutoff) {
            throw new IllegalArgumentException("Metrics at " + cutoff + " and at " + other.cutoff + " do not add up");
        }
        return new RankingMetrics(
                cutoff,
                cases + other.cases,
                hits + other.hits,
                gain + other.gain,
                reciprocals + other.reciprocals);
    }

    /** HR@k, 0 to 1; NaN if nothing was counted. */
    public double hitRate() {
        return (double) hits / cases;
    }

    /** NDCG@k, 0 to 1; NaN if nothing was counted. */
    public double ndcg() {
        return gain / cases;
    }

    /** MRR@k, 0 to 1; NaN if nothing was counted. */
    public double mrr() {
        return reciprocals / cases;
    }
}
