/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.app.summary;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.tfllmer.jobs.serving.RecommendItems;
import org.tfllmer.schemas.Evaluation;

/** Adds up evaluations as they come. Each is the running total of its identity, so a later one replaces it. */
public final class QualitySoFar {

    private final Map<Identity, Quality> totals = new LinkedHashMap<>();

    private record Identity(String bucket, long windowStart, long windowEnd, String ranker, long generation) {

        boolean isPopular() {
            return ranker.equals(RecommendItems.POPULAR);
        }
    }

    public synchronized void add(Evaluation evaluation) {
        totals.put(
                new Identity(evaluation.bucket(), evaluation.windowStart(), evaluation.windowEnd(),
                        evaluation.ranker(), evaluation.generation()),
                Quality.of(evaluation));
    }

    /** Of the published lists, whichever rung of the ladder made them. */
    public Quality ofLists() {
        return sum(total -> !total.isPopular());
    }

    /** Of recommending what was most popular at the same moments. */
    public Quality ofPopular() {
        return sum(Identity::isPopular);
    }

    /** Of the published lists, by what made them. */
    public synchronized Map<String, Quality> bySource() {
        Map<String, Quality> sources = new TreeMap<>();
        totals.forEach((identity, quality) -> {
            if (!identity.isPopular()) {
                sources.merge(identity.ranker(), quality, Quality::plus);
            }
        });
        return sources;
    }

    /** Earliest first. */
    public synchronized List<Summary.Window> byWindow() {
        Map<Long, Summary.Window> windows = new TreeMap<>();
        totals.forEach((identity, quality) -> windows.merge(identity.windowStart(),
                identity.isPopular()
                        ? new Summary.Window(identity.windowStart(), identity.windowEnd(), Quality.NONE, quality)
                        : new Summary.Window(identity.windowStart(), identity.windowEnd(), quality, Quality.NONE),
                Summary.Window::plus));
        return List.copyOf(windows.values());
    }

    private synchronized Quality sum(Predicate<Identity> wanted) {
        return totals.entrySet().stream()
                .filter(total -> wanted.test(total.getKey()))
                .map(Map.Entry::getValue)
                .reduce(Quality.NONE, Quality::plus);
    }
}
