/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.app.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Seconds of repeated runs by name, in the order of the first run of each. */
final class Timings {

    private static final double NANOSECONDS = 1e9;

    private final Map<String, List<Double>> seconds = new LinkedHashMap<>();

    <T> T time(String name, Work<T> work) throws Exception {
        long start = System.nanoTime();
        T result = work.run();
        add(name, (System.nanoTime() - start) / NANOSECONDS);
        return result;
    }

    void add(String name, double run) {
        seconds.computeIfAbsent(name, first -> new ArrayList<>()).add(run);
    }

    /** NaN if it never ran. */
    double median(String name) {
        return Measurement.median(
                seconds.getOrDefault(name, List.of()).stream().mapToDouble(Double::doubleValue).toArray());
    }

    Map<String, List<Double>> runs() {
        return seconds;
    }

    /** What is timed. */
    interface Work<T> {

        T run() throws Exception;
    }
}
