/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.backbone;

import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;
import org.tfllmer.backbone.TrainingEpoch;
import org.tfllmer.backbone.TrainingObserver;
import org.tfllmer.backbone.TrainingStep;
import org.tfllmer.jobs.config.FineTuneMeasure;

/**
 * What a monitor sees of fine-tuning, in the group {@code fineTune}: which generation is in training, its step and
 * loss; the last committed generation and each of its measures; and how many were committed and revoked.
 */
final class FineTuneMetrics implements TrainingObserver {

    private final Counter steps;
    private final Counter committed;
    private final Counter revoked;
    private volatile long inTraining;
    private volatile long lastCommitted;
    private volatile int step;
    private volatile int epoch;
    private volatile double stepLoss = Double.NaN;
    private volatile double epochLoss = Double.NaN;
    private volatile Map<FineTuneMeasure, Double> measures = Map.of();

    FineTuneMetrics(MetricGroup operator) {
        MetricGroup group = operator.addGroup("fineTune");
        steps = group.counter("steps");
        committed = group.counter("generationsCommitted");
        revoked = group.counter("generationsRevoked");
        group.gauge("generationInTraining", (Gauge<Long>) () -> inTraining);
        group.gauge("generation", (Gauge<Long>) () -> lastCommitted);
        group.gauge("step", (Gauge<Integer>) () -> step);
        group.gauge("epoch", (Gauge<Integer>) () -> epoch);
        group.gauge("stepLoss", (Gauge<Double>) () -> stepLoss);
        group.gauge("epochLoss", (Gauge<Double>) () -> epochLoss);
        for (FineTuneMeasure measure : FineTuneMeasure.values()) {
            group.gauge("last_" + measure.text().replace('-', '_'),
                    (Gauge<Double>) () -> measures.getOrDefault(measure, Double.NaN));
        }
    }

    void started(long generation) {
        inTraining = generation;
        step = 0;
        epoch = 0;
    }

    @Override
    public void afterStep(TrainingStep taken) {
        steps.inc();
        step = taken.step();
        stepLoss = taken.loss();
    }

    @Override
    public boolean afterEpoch(TrainingEpoch ended) {
        epoch = ended.epoch();
        epochLoss = ended.loss();
        return !Thread.currentThread().isInterrupted();
    }

    void committed(long generation, Map<FineTuneMeasure, Double> itsMeasures) {
        inTraining = 0;
        lastCommitted = generation;
        measures = Map.copyOf(itsMeasures);
        committed.inc();
    }

    void revoked() {
        inTraining = 0;
        revoked.inc();
    }
}
