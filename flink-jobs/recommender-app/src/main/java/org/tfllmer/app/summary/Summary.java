/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.app.summary;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;

/**
 * What a run came to. The names of the components are those of the JSON form: never rename one.
 *
 * @param data        name of the data set
 * @param deadLetters by reason, on all topics
 * @param lists       published lists, each counted once
 * @param recommender quality of the published lists
 * @param popular     quality of recommending what was most popular, on the same interactions
 */
public record Summary(
        String data,
        Events events,
        Map<String, Long> deadLetters,
        Graph graph,
        Generations generations,
        long lists,
        Quality recommender,
        Quality popular,
        Seconds seconds) {

    /**
     * Interactions.
     *
     * @param read       on the topic, heartbeats left out
     * @param accepted   in the graph's state at its last snapshot, as is {@code duplicates}
     * @param duplicates seen before, by event id
     * @param late       refused because their partition was further on
     */
    public record Events(long read, long accepted, long duplicates, long late) {}

    /** The co-occurrence graph at its last snapshot. */
    public record Graph(long users, long items, long edges) {}

    /** Answers to graph snapshots. */
    public record Generations(long committed, long revoked) {}

    /**
     * Wall time since the start of the process.
     *
     * @param firstList             until a list was first on its topic; null if none came
     * @param firstListOfGeneration until there was one that a generation scored; null if none came
     * @param total                 until the jobs had stopped
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record Seconds(Double firstList, Double firstListOfGeneration, double total) {}
}
