/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.evaluation;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.tfllmer.schemas.Evaluation;

/** Grows with each scored interaction of one window. */
final class EvaluationSums {

    private long interactions;
    private long hits;
    private double ndcg;
    private double reciprocalRanks;
    private double ages;
    private final Set<String> items = new HashSet<>();

    EvaluationSums() {}

    EvaluationSums(SavedSums saved) {
        interactions = saved.interactions();
        hits = saved.hits();
        ndcg = saved.ndcg();
        reciprocalRanks = saved.reciprocalRanks();
        ages = saved.ages();
        items.addAll(Arrays.asList(saved.items()));
    }

    /** NDCG of a single relevant item is 1 / log2(1 + rank). */
    void add(ScoredInteraction scored) {
        interactions++;
        ages += scored.age();
        items.addAll(Arrays.asList(scored.list()));
        if (scored.rank() > 0) {
            hits++;
            ndcg += Math.log(2) / Math.log(1 + scored.rank());
            reciprocalRanks += 1.0 / scored.rank();
        }
    }

    SavedSums save(EvaluationKey key) {
        return new SavedSums(key, interactions, hits, ndcg, reciprocalRanks, ages, items.toArray(String[]::new));
    }

    Evaluation evaluation(EvaluationKey key, long windowStart, int cutoff) {
        return new Evaluation(key.bucket(), windowStart, key.windowEnd(), key.ranker(), key.generation(), cutoff,
                interactions, (double) hits / interactions, ndcg / interactions, reciprocalRanks / interactions,
                items.size(), ages / interactions);
    }
}
