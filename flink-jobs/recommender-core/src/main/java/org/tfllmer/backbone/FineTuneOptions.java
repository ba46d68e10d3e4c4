/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.backbone;

import java.io.Serializable;

/**
 * How a backbone follows the stream.
 *
 * @param device   {@code auto}, {@code cpu} or {@code cuda:N}
 * @param minSteps steps, at least: reached with more users without news, and where there are none with more epochs
 * @param oldShare users without news who are trained on as well, per user with news: against forgetting
 * @param heldOut  users, at most, whose last interaction judges the candidate and is not trained on
 * @param margin   by which share of its NDCG a candidate may be worse than what is in service
 */
public record FineTuneOptions(BackboneOptions backbone, TrainingOptions training, String device, int minSteps,
        double oldShare, int heldOut, double margin) implements Serializable {

    public FineTuneOptions {
        OptionChecks.given("backbone options", backbone);
        OptionChecks.given("fine-tune training options", training);
        OptionChecks.given("fine-tune.device", device);
        OptionChecks.notNegative("fine-tune.min-steps", minSteps);
        OptionChecks.notNegative("fine-tune.old-share", oldShare);
        OptionChecks.notNegative("fine-tune.held-out", heldOut);
        OptionChecks.fraction("fine-tune.margin", margin);
    }

    /** As many as make the least steps in the usual number of epochs. */
    long wantedSequences() {
        return (long) minSteps * training.batchSize() / training.bounds().epochs();
    }

    /** Epochs over so many sequences. */
    int epochs(int sequences) {
        int stepsPerEpoch = (sequences + training.batchSize() - 1) / training.batchSize();
        return Math.max(training.bounds().epochs(), (minSteps + stepsPerEpoch - 1) / stepsPerEpoch);
    }
}
