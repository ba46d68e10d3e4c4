/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.backbone;

import java.util.EnumMap;
import java.util.Map;
import org.tfllmer.backbone.FineTuned;
import org.tfllmer.backbone.TrainingResult;
import org.tfllmer.jobs.config.FineTuneMeasure;

/** Takes the measures of a candidate. One that is not a number is left out. */
final class MeasureFineTune {

    private final Map<FineTuneMeasure, Double> measures = new EnumMap<>(FineTuneMeasure.class);

    private MeasureFineTune() {}

    static Map<FineTuneMeasure, Double> of(FineTuned candidate) {
        MeasureFineTune taken = new MeasureFineTune();
        candidate.training().ifPresent(taken::training);
        taken.put(FineTuneMeasure.HELD_OUT, candidate.quality().cases());
        taken.put(FineTuneMeasure.NDCG, candidate.quality().candidateNdcg());
        taken.put(FineTuneMeasure.HIT_RATE, candidate.quality().candidateHitRate());
        taken.put(FineTuneMeasure.NDCG_IN_SERVICE, candidate.quality().servedNdcg());
        taken.put(FineTuneMeasure.HIT_RATE_IN_SERVICE, candidate.quality().servedHitRate());
        taken.put(FineTuneMeasure.MEAN_COSINE, candidate.meanCosine());
        taken.put(FineTuneMeasure.LEARNED_SHARE, candidate.learnedShare());
        return taken.measures;
    }

    private void training(TrainingResult training) {
        put(FineTuneMeasure.FIRST_LOSS, training.firstLoss());
        put(FineTuneMeasure.LOSS, training.loss());
        put(FineTuneMeasure.EPOCHS, training.epochs());
        put(FineTuneMeasure.STEPS, training.steps());
        put(FineTuneMeasure.SECONDS, training.seconds());
    }

    private void put(FineTuneMeasure measure, double value) {
        if (Double.isFinite(value)) {
            measures.put(measure, value);
        }
    }
}
