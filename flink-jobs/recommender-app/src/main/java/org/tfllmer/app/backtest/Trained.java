/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.app.backtest;

import java.util.List;
import java.util.Map;
import org.tfllmer.backbone.SequenceModel;
import org.tfllmer.backbone.SequenceScorer;

/**
 * A model after its training; close it after use.
 *
 * @param chosen options it was trained with, and {@code bestEpoch} if its weights are not those of the last
 * @param losses of each epoch
 * @param before telemetry of the item vectors it started from
 */
record Trained(Map<String, Double> chosen, SequenceModel model, SequenceScorer scorer, List<Double> losses,
        Map<String, Double> before, double seconds) implements AutoCloseable {

    static final String BEST_EPOCH = "bestEpoch";

    @Override
    public void close() {
        scorer.close();
        model.close();
    }
}
