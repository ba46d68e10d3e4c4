/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.config;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.text.similarity.LevenshteinDistance;
import org.apache.flink.configuration.ConfigOption;
import org.tfllmer.schemas.topics.TopicCatalogue;

/** Refuses an option that no job reads, so that a misspelt one is not silently without effect. */
final class KnownKeys {

    private final Set<String> known = Stream.of(JobOptions.ALL, FineTuneJobOptions.ALL)
            .flatMap(List::stream)
            .map(ConfigOption::key)
            .collect(Collectors.toSet());

    KnownKeys(TopicCatalogue catalogue) {
        catalogue.topics().stream()
                .filter(topic -> topic.format().isPresent())
                .forEach(topic -> known.add(JobOptions.KAFKA_FORMAT + topic.name()));
        MeasureBounds.keys(MeasureBounds.REC_PCA, SolveMeasure.class).forEach(known::add);
        MeasureBounds.keys(MeasureBounds.FINE_TUNE, FineTuneMeasure.class).forEach(known::add);
    }

    /** @throws IllegalArgumentException for an unknown key; the message has the nearest known one */
    void check(Map<String, String> settings) {
        for (String key : settings.keySet()) {
            if (!known.contains(key) && !key.startsWith(JobOptions.KAFKA_PROPERTIES)) {
                throw new IllegalArgumentException(
                        "There is no option '" + key + "'; did you mean '" + nearest(key) + "'?");
            }
        }
    }

    private String nearest(String key) {
        LevenshteinDistance distance = LevenshteinDistance.getDefaultInstance();
        return known.stream()
                .min(Comparator.comparingInt((String option) -> distance.apply(option, key))
                        .thenComparing(Comparator.naturalOrder()))
                .orElseThrow();
    }
}
