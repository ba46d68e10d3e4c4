/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.app.bench;

import java.time.Duration;
import java.util.OptionalInt;

/**
 * What the graph benchmark runs.
 *
 * @param events         of each measured run, a multiple of {@code parallelism}
 * @param exponent       of Zipf's law by which items are drawn
 * @param historyLength  {@code graph.history-length}
 * @param cacheEntries   {@code graph.cache-entries}, if not its default
 * @param rate           events in a second of event time
 * @param outOfOrderness {@code ingest.out-of-orderness}
 * @param repeats        of each layout, taken in turns
 */
record GraphBenchOptions(
        long events,
        int users,
        int items,
        double exponent,
        int historyLength,
        OptionalInt cacheEntries,
        long rate,
        Duration outOfOrderness,
        Duration publishInterval,
        Duration checkpointInterval,
        int parallelism,
        int repeats) {

    GraphBenchOptions {
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
        events -= events % parallelism;
    }

    private static void atLeast(long least, String option, long value) {
        if (value < least) {
            throw new IllegalArgumentException(option + " must be " + least + " or more, was " + value);
        }
    }

    GraphBenchOptions withEvents(long others) {
        return new GraphBenchOptions(others, users, items, exponent, historyLength, cacheEntries, rate, outOfOrderness,
                publishInterval, checkpointInterval, parallelism, repeats);
    }

    InteractionLog log() {
        return new InteractionLog(users, items, exponent, rate, outOfOrderness);
    }
}
