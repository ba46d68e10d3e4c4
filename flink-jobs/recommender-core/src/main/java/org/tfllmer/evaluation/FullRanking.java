/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.evaluation;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * Where a scorer ranks the items that came next: among the whole catalogue, without what the user had before; ties
 * count against it, see {@link Rank}.
 *
 * @param cases     in the order of the ranks
 * @param ranks     of each case's next item, from 1
 * @param coverage  share of the catalogue that is in some list of 10, and of 20
 */
public record FullRanking(List<NextItemCase> cases, int[] ranks, double[] coverage) {

    private static final int[] COVERED_AT = {10, 20};
    private static final long SCORES_AT_ONCE = 1L << 21;

    public static FullRanking of(Scorer scorer, List<NextItemCase> cases) {
        int items = scorer.items();
        int block = (int) Math.max(1, SCORES_AT_ONCE / items);
        float[] scores = new float[block * items];
        int[] ranks = new int[cases.size()];
        CatalogueCoverage[] covered =
                Arrays.stream(COVERED_AT).mapToObj(cutoff -> new CatalogueCoverage(items)).toArray(CatalogueCoverage[]::new);
        for (int first = 0; first < cases.size(); first += block) {
            List<NextItemCase> some = cases.subList(first, Math.min(cases.size(), first + block));
            scorer.score(some, scores);
            for (int at = 0; at < some.size(); at++) {
                float[] row = Arrays.copyOfRange(scores, at * items, (at + 1) * items);
                BitSet seen = new BitSet(items);
                Arrays.stream(some.get(at).history()).forEach(seen::set);
                ranks[first + at] = Rank.of(some.get(at).next(), row, seen);
                cover(row, seen, covered);
            }
        }
        return new FullRanking(List.copyOf(cases), ranks,
                Arrays.stream(covered).mapToDouble(CatalogueCoverage::share).toArray());
    }

    private static void cover(float[] scores, BitSet seen, CatalogueCoverage[] covered) {
        int[] best = BestOfRow.of(scores, seen, COVERED_AT[COVERED_AT.length - 1]);
        for (int c = 0; c < covered.length; c++) {
            covered[c].add(Arrays.copyOf(best, Math.min(best.length, COVERED_AT[c])));
        }
    }

    public RankingMetrics metrics(int cutoff) {
        RankingMetrics metrics = RankingMetrics.at(cutoff);
        for (int rank : ranks) {
            metrics = metrics.withRank(rank);
        }
        return metrics;
    }

    /** Of the cases whose next item is in a group. */
    public RankingMetrics metrics(int cutoff, ItemGroup group, ItemGroup[] groups) {
        RankingMetrics metrics = RankingMetrics.at(cutoff);
        for (int at = 0; at < ranks.length; at++) {
            if (groups[cases.get(at).next()] == group) {
                metrics = metrics.withRank(ranks[at]);
            }
        }
        return metrics;
    }

    /** @param cutoff 10 or 20 */
    public double coverage(int cutoff) {
        return coverage[Arrays.binarySearch(COVERED_AT, cutoff)];
    }
}
