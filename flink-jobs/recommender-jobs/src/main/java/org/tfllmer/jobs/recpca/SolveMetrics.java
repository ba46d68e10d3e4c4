/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.recpca;

import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;
import org.tfllmer.jobs.config.SolveMeasure;

/**
 * What a monitor sees of the solves, in the group {@code recPca}: the last published generation, each of its measures,
 * and how many solves were not published.
 */
final class SolveMetrics {

    private final Counter revoked;
    private volatile long generation;
    private volatile Map<SolveMeasure, Double> measures = Map.of();

    SolveMetrics(MetricGroup operator) {
        MetricGroup group = operator.addGroup("recPca");
        revoked = group.counter("generationsRevoked");
        group.gauge("generation", (Gauge<Long>) () -> generation);
        for (SolveMeasure measure : SolveMeasure.values()) {
            group.gauge(measure.text().replace('-', '_'),
                    (Gauge<Double>) () -> measures.getOrDefault(measure, Double.NaN));
        }
    }

    void published(long number, Map<SolveMeasure, Double> itsMeasures) {
        generation = number;
        measures = Map.copyOf(itsMeasures);
    }

    void revoked() {
        revoked.inc();
    }
}
