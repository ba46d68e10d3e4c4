/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.evaluation;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.tfllmer.evaluation.RankingMetrics;
import org.tfllmer.schemas.Evaluation;

/** Grows with each scored interaction of one window. */
final class EvaluationSums {

    private RankingMetrics metrics;
    private double ages;
    private final Set<String> items = new HashSet<>();

    EvaluationSums(int cutoff) {
        metrics = RankingMetrics.at(cutoff);
    }

    EvaluationSums(SavedSums saved) {
        metrics = saved.metrics();
        ages = saved.ages();
        items.addAll(Arrays.asList(saved.items()));
    }

    void add(ScoredInteraction scored) {
        metrics = scored.rank() == 0 ? metrics.withMiss() : metrics.withRank(scored.rank());
        ages += scored.age();
        items.addAll(Arrays.asList(scored.list()));
    }

    SavedSums save(EvaluationKey key) {
        return new SavedSums(key, metrics, ages, items.toArray(String[]::new));
    }

    Evaluation evaluation(EvaluationKey key, long windowStart) {
        return new Evaluation(key.bucket(), windowStart, key.windowEnd(), key.ranker(), key.generation(),
                metrics.cutoff(), metrics.cases(), metrics.hitRate(), metrics.ndcg(), metrics.mrr(), items.size(),
                ages / metrics.cases());
    }
}
