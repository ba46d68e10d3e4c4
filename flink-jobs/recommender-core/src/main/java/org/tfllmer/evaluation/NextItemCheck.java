/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.evaluation;

import java.util.List;
import java.util.function.IntPredicate;
import org.tfllmer.serving.BatchItemIndex;
import org.tfllmer.serving.TopK;
import org.tfllmer.tensors.FloatMatrix;

/**
 * How well item vectors foretell the next item of a user with nothing trained on top of them.
 *
 *   score of item i  cos(zᵢ, Σ zⱼ/‖zⱼ‖ over the user's last {@value #RECENT} items j)
 *
 * The whole catalogue is ranked, but for what the user had before; only items with a positive cosine are listed, so a
 * user whose items have no vectors is a miss. It compares vectors with each other: a trained backbone reaches more.
 * Time n d per case.
 */
public final class NextItemCheck {

    /** How many of a user's last items make the query. */
    public static final int RECENT = 5;
    /** Length of the lists. */
    public static final int CUTOFF = 10;

    private static final int CASES_AT_ONCE = 256;

    private final List<NextItemCase> cases;

    public NextItemCheck(List<NextItemCase> cases) {
        this.cases = List.copyOf(cases);
    }

    public int cases() {
        return cases.size();
    }

    /** @param vectors of the whole catalogue, in the order of its indices */
    public RankingMetrics of(FloatMatrix vectors) {
        RankingMetrics metrics = RankingMetrics.at(CUTOFF);
        for (int rank : ranks(vectors)) {
            metrics = rank == 0 ? metrics.withMiss() : metrics.withRank(rank);
        }
        return metrics;
    }

    /**
     * The rank of each case's next item, counted from 1; 0 where it is not in the list.
     *
     * @param vectors as above
     */
    public int[] ranks(FloatMatrix vectors) {
        float[] units = units(vectors);
        int[] ranks = new int[cases.size()];
        try (BatchItemIndex index = BatchItemIndex.of(units, vectors.rows(), vectors.columns())) {
            for (int first = 0; first < cases.size(); first += CASES_AT_ONCE) {
                List<NextItemCase> block = cases.subList(first, Math.min(cases.size(), first + CASES_AT_ONCE));
                List<TopK> lists = lists(block, units, index);
                for (int at = 0; at < block.size(); at++) {
                    ranks[first + at] = rank(lists.get(at), block.get(at).next());
                }
            }
        }
        return ranks;
    }

    private static List<TopK> lists(List<NextItemCase> block, float[] units, BatchItemIndex index) {
        int dimension = index.dimension();
        float[] queries = new float[block.size() * dimension];
        for (int at = 0; at < block.size(); at++) {
            for (int item : block.get(at).recent(RECENT)) {
                for (int k = 0; k < dimension; k++) {
                    queries[at * dimension + k] += units[item * dimension + k];
                }
            }
        }
        List<IntPredicate> excluded = block.stream().<IntPredicate>map(one -> one::excludes).toList();
        return index.topK(queries, CUTOFF, excluded);
    }

    private static int rank(TopK list, int next) {
        for (int place = 0; place < list.size(); place++) {
            if (list.items()[place] == next && list.scores()[place] > 0) {
                return place + 1;
            }
        }
        return 0;
    }

    private static float[] units(FloatMatrix vectors) {
        int dimension = vectors.columns();
        float[] units = new float[vectors.rows() * dimension];
        vectors.read(0, vectors.rows(), units);
        for (int start = 0; start < units.length; start += dimension) {
            double squares = 0;
            for (int at = start; at < start + dimension; at++) {
                squares += (double) units[at] * units[at];
            }
            double factor = squares > 0 ? 1 / Math.sqrt(squares) : 0;
            for (int at = start; at < start + dimension; at++) {
                units[at] = (float) (factor * units[at]);
            }
        }
        return units;
    }
}
