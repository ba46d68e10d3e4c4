/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.app.bench;

import java.time.Duration;
import java.util.OptionalInt;
import picocli.CommandLine.Option;

/** What the graph benchmark runs. */
final class GraphBenchOptions {

    @Option(names = "--events", defaultValue = "500000", description = "Interactions of each run.")
    private long events;

    @Option(names = "--users", defaultValue = "20000", description = "Users, drawn by Zipf's law with exponent 0.5.")
    private int users;

    @Option(names = "--items", defaultValue = "50000", description = "Items.")
    private int items;

    @Option(names = "--exponent", defaultValue = "1.0", description = "Of Zipf's law by which items are drawn.")
    private double exponent;

    @Option(names = "--rate", defaultValue = "10000", description = "Interactions in a second of event time.")
    private long rate;

    @Option(names = "--history-length", defaultValue = "20", description = "graph.history-length of the job.")
    private int historyLength;

    @Option(names = "--cache-entries", description = "graph.cache-entries of the job, if not its default.")
    private Integer cacheEntries;

    @Option(names = "--out-of-orderness", defaultValue = "PT10S", description = "How old an interaction may be.")
    private Duration outOfOrderness;

    @Option(names = "--publish-interval", defaultValue = "PT1M", description = "graph.publish-interval of the job.")
    private Duration publishInterval;

    @Option(names = "--checkpoint-interval", defaultValue = "PT5S", description = "Time between checkpoints.")
    private Duration checkpointInterval;

    @Option(names = "--parallelism", defaultValue = "2", description = "Subtasks of each step.")
    private int parallelism;

    @Option(names = "--repeats", defaultValue = "5", description = "Measured runs of each layout.")
    private int repeats;

    /** @throws IllegalArgumentException if a value does not fit; the message names its option */
    void check() {
        atLeast(1, "--parallelism", parallelism);
        atLeast(parallelism, "--events", events);
        atLeast(1, "--users", users);
        atLeast(1, "--items", items);
        atLeast(1, "--history-length", historyLength);
        atLeast(1, "--rate", rate);
        atLeast(1, "--repeats", repeats);
        if (!(exponent >= 0)) { // refuses NaN too
            throw new IllegalArgumentException("--exponent must be 0 or more, was " + exponent);
        }
    }

    private static void atLeast(long least, String option, long value) {
        if (value < least) {
            throw new IllegalArgumentException(option + " must be " + least + " or more, was " + value);
        }
    }

    /** Of each measured run: as many for each subtask. */
    long events() {
        return events - events % parallelism;
    }

    /** Of the run that checks and warms up. */
    long fewEvents(long most) {
        long few = Math.min(events, most);
        return few - few % parallelism;
    }

    InteractionLog log() {
        return new InteractionLog(users, items, exponent, rate, outOfOrderness);
    }

    int historyLength() {
        return historyLength;
    }

    OptionalInt cacheEntries() {
        return cacheEntries == null ? OptionalInt.empty() : OptionalInt.of(cacheEntries);
    }

    Duration outOfOrderness() {
        return outOfOrderness;
    }

    Duration publishInterval() {
        return publishInterval;
    }

    Duration checkpointInterval() {
        return checkpointInterval;
    }

    int parallelism() {
        return parallelism;
    }

    int repeats() {
        return repeats;
    }
}
