/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.app.summary;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;

/**
 * What a run came to. The names of the components are those of the JSON form: never rename one.
 *
 * @param data        name of the data set
 * @param deadLetters by reason, on all topics
 * @param lists       published lists, each counted once
 * @param recommender quality of the published lists
 * @param popular     quality of recommending what was most popular, on the same interactions
 * @param sources     quality of the published lists by the rung of the ladder that made them
 * @param windows     the same quality by event time, earliest first
 * @param answers     to the graph snapshots, in the order of their numbers
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
        Seconds seconds,
        Map<String, Quality> sources,
        List<Window> windows,
        List<Answer> answers) {

    private static final String COMMITTED = "committed";

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

    /** Quality in a window of event time, milliseconds since 1970 UTC; {@code end} is not in it. */
    public record Window(long start, long end, Quality recommender, Quality popular) {

        /** From the start of the earlier one to the end of the later. */
        public Window plus(Window other) {
            return new Window(Math.min(start, other.start), Math.max(end, other.end),
                    recommender.plus(other.recommender), popular.plus(other.popular));
        }
    }

    /**
     * What became of a generation.
     *
     * @param state    committed or revoked
     * @param boundary event time of its graph snapshot, milliseconds since 1970 UTC
     * @param reason   why it was revoked, or null
     * @param measures of its solve and its fine-tuning, by name
     */
    public record Answer(long number, String state, long boundary, String reason, Map<String, Double> measures) {

        boolean isCommitted() {
            return state.equals(COMMITTED);
        }
    }

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
