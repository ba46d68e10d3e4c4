/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.backbone;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import org.tfllmer.evaluation.NextItemCase;
import org.tfllmer.serving.BatchItemIndex;
import org.tfllmer.serving.TopK;

/** Where a sequence model ranks the items that came next: over the whole catalogue, without what the user had before. */
public final class NextItemRanking {

    private static final int CASES_AT_ONCE = 256;

    private NextItemRanking() {}

    /**
     * The rank of each case's next item, counted from 1; 0 where it is not among the first {@code cutoff}.
     *
     * @throws IllegalArgumentException if a case names an item that is not in the model's catalogue
     */
    public static int[] ranks(SequenceModel model, List<NextItemCase> cases, int cutoff) {
        int[] ranks = new int[cases.size()];
        try (BatchItemIndex index =
                BatchItemIndex.of(model.itemVectors(), model.itemCount(), model.options().dimension())) {
            for (int first = 0; first < cases.size(); first += CASES_AT_ONCE) {
                List<NextItemCase> block = cases.subList(first, Math.min(cases.size(), first + CASES_AT_ONCE));
                List<TopK> lists = lists(model, index, block, cutoff);
                for (int at = 0; at < block.size(); at++) {
                    ranks[first + at] = rank(lists.get(at), block.get(at).next());
                }
            }
        }
        return ranks;
    }

    private static List<TopK> lists(SequenceModel model, BatchItemIndex index, List<NextItemCase> block, int cutoff) {
        List<int[]> histories = new ArrayList<>();
        List<IntPredicate> excluded = new ArrayList<>();
        for (NextItemCase one : block) {
            histories.add(one.history());
            excluded.add(one::excludes);
        }
        return index.topK(model.encode(histories), cutoff, excluded);
    }

    private static int rank(TopK list, int next) {
        for (int place = 0; place < list.size(); place++) {
            if (list.items()[place] == next) {
                return place + 1;
            }
        }
        return 0;
    }
}
