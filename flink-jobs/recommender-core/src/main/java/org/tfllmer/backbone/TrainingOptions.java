/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.backbone;

import java.io.Serializable;

/**
 * One training run.
 *
 * @param batchSize sequences per step on average; each step has about as many positions
 * @param dropout part of the values set to 0 while training; see {@link SasRec} and {@link Gru4Rec} for where
 * @param frozenItems leaves item vectors as they are and trains the backbone alone
 * @param frozenColumns leaves so many first components of each item vector as they are
 * @param seed decides order and batches, dropout and drawn negatives
 */
public record TrainingOptions(
        int batchSize,
        double dropout,
        boolean frozenItems,
        int frozenColumns,
        long seed,
        LossOptions loss,
        OptimiserOptions optimiser,
        TrainingBounds bounds) implements Serializable {

    public TrainingOptions {
        OptionChecks.positive("fine-tune.batch-size", batchSize);
        OptionChecks.fraction("fine-tune.dropout", dropout);
        OptionChecks.notNegative("fine-tune.frozen-columns", frozenColumns);
        OptionChecks.given("fine-tune loss options", loss);
        OptionChecks.given("fine-tune optimiser options", optimiser);
        OptionChecks.given("fine-tune bounds", bounds);
    }

    /** Batches of 256, dropout 0.2, items trained, the whole catalogue in the loss. */
    public static TrainingOptions defaults(int epochs, long seed) {
        return new TrainingOptions(256, 0.2, false, 0, seed,
                LossOptions.defaults(), OptimiserOptions.defaults(), TrainingBounds.epochs(epochs));
    }

    public TrainingOptions withEpochs(int epochs) {
        return new TrainingOptions(batchSize, dropout, frozenItems, frozenColumns, seed, loss, optimiser,
                new TrainingBounds(epochs, bounds.steps(), bounds.time()));
    }

    public TrainingOptions withSeed(long other) {
        return new TrainingOptions(batchSize, dropout, frozenItems, frozenColumns, other, loss, optimiser, bounds);
    }
}
