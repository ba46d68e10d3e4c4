/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.graph;

import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MeterView;
import org.apache.flink.metrics.MetricGroup;

/** What the graph takes in, with rates per second. */
final class GraphCounters {

    final Counter accepted;
    final Counter duplicates;
    final Counter deletions;
    final Counter pairs;

    GraphCounters(MetricGroup group) {
        accepted = group.counter("accepted");
        duplicates = group.counter("duplicates");
        deletions = group.counter("deletions");
        pairs = group.counter("pairs");
        group.meter("acceptedPerSecond", new MeterView(accepted));
        group.meter("pairsPerSecond", new MeterView(pairs));
    }
}
