/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.app.summary;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.tfllmer.jobs.serving.RecommendItems;
import org.tfllmer.schemas.Evaluation;

/** Adds up evaluations as they come. Each is the running total of its identity, so a later one replaces it. */
public final class QualitySoFar {

    private final Map<Identity, Quality> totals = new LinkedHashMap<>();

    private record Identity(String bucket, long windowStart, String ranker, long generation) {}

    public synchronized void add(Evaluation evaluation) {
        totals.put(
                new Identity(
                        evaluation.bucket(), evaluation.windowStart(), evaluation.ranker(), evaluation.generation()),
                Quality.of(evaluation));
    }

    /** Of the published lists, whichever rung of the ladder made them. */
    public Quality ofLists() {
        return sum(ranker -> !ranker.equals(RecommendItems.POPULAR));
    }

    /** Of recommending what was most popular at the same moments. */
    public Quality ofPopular() {
        return sum(ranker -> ranker.equals(RecommendItems.POPULAR));
    }

    private synchronized Quality sum(Predicate<String> rankers) {
        return totals.entrySet().stream()
                .filter(total -> rankers.test(total.getKey().ranker()))
                .map(Map.Entry::getValue)
                .reduce(Quality.NONE, Quality::plus);
    }
}
