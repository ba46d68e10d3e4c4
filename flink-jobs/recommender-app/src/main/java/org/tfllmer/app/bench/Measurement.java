/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.app.bench;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * One run of one layout, or the medians of several.
 *
 * @param pairs            that users added, 0 where there are none
 * @param cpuSeconds       of the whole process
 * @param stateMegabytes   of the largest checkpoint, whole
 * @param checkpointMillis median from trigger to completion
 */
record Measurement(
        String layout,
        double events,
        double pairs,
        double seconds,
        double cpuSeconds,
        double stateMegabytes,
        double checkpointMillis) {

    Measurement withPairs(long count) {
        return new Measurement(layout, events, count, seconds, cpuSeconds, stateMegabytes, checkpointMillis);
    }

    static Measurement median(List<Measurement> runs) {
        return new Measurement(runs.get(0).layout, median(runs, Measurement::events), median(runs, Measurement::pairs),
                median(runs, Measurement::seconds), median(runs, Measurement::cpuSeconds),
                median(runs, Measurement::stateMegabytes), median(runs, Measurement::checkpointMillis));
    }

    private static double median(List<Measurement> runs, ToDoubleFunction<Measurement> of) {
        return median(runs.stream().mapToDouble(of).toArray());
    }

    /** @return NaN for none */
    static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        if (sorted.length == 0) {
            return Double.NaN;
        }
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    double eventsPerSecond() {
        return events / seconds;
    }

    double pairsPerSecond() {
        return pairs / seconds;
    }

    double cpuMicrosPerEvent() {
        return cpuSeconds * 1e6 / events;
    }
}
