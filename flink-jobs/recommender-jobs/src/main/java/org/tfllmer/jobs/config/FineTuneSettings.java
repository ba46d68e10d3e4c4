/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.config;

import org.apache.flink.configuration.Configuration;
import org.tfllmer.backbone.BackboneKind;
import org.tfllmer.backbone.BackboneOptions;
import org.tfllmer.backbone.FineTuneOptions;
import org.tfllmer.backbone.LossOptions;
import org.tfllmer.backbone.Normalisation;
import org.tfllmer.backbone.OptimiserOptions;
import org.tfllmer.backbone.TrainingBounds;
import org.tfllmer.backbone.TrainingOptions;

/** Reads the options of the backbone and its fine-tuning. */
final class FineTuneSettings {

    private static final String DEVICES = "auto|cpu|cuda(:[0-9]{1,3})?";

    private FineTuneSettings() {}

    /** @param dimension of an item's vector */
    static FineTuneOptions of(Configuration from, int dimension) {
        String device = from.get(FineTuneJobOptions.DEVICE);
        if (!device.matches(DEVICES)) {
            throw new IllegalArgumentException(
                    FineTuneJobOptions.DEVICE.key() + " must be auto, cpu, cuda or cuda:N, was " + device);
        }
        return new FineTuneOptions(backbone(from, dimension), training(from), device,
                from.get(FineTuneJobOptions.MIN_STEPS), from.get(FineTuneJobOptions.OLD_SHARE), from.get(FineTuneJobOptions.HELD_OUT),
                from.get(FineTuneJobOptions.MARGIN));
    }

    private static BackboneOptions backbone(Configuration from, int dimension) {
        BackboneKind kind = Named.of(FineTuneJobOptions.KIND, from, BackboneKind.values(), BackboneKind::text);
        boolean attends = kind == BackboneKind.SASREC;
        return new BackboneOptions(kind, dimension,
                from.getOptional(FineTuneJobOptions.LAYERS).orElse(attends ? 2 : 1),
                from.getOptional(FineTuneJobOptions.HEADS).orElse(attends && dimension % 2 == 0 ? 2 : 1),
                dimension, from.get(FineTuneJobOptions.MAX_LENGTH),
                Named.of(FineTuneJobOptions.NORMALISATION, from, Normalisation.values(), Normalisation::text),
                from.get(FineTuneJobOptions.TEMPERATURE));
    }

    private static TrainingOptions training(Configuration from) {
        return new TrainingOptions(from.get(FineTuneJobOptions.BATCH_SIZE), from.get(FineTuneJobOptions.DROPOUT),
                from.get(FineTuneJobOptions.FROZEN_ITEMS), 0, from.get(FineTuneJobOptions.SEED),
                new LossOptions(from.get(FineTuneJobOptions.NEGATIVES), from.get(FineTuneJobOptions.LOGITS_BYTES)),
                optimiser(from),
                new TrainingBounds(from.get(FineTuneJobOptions.EPOCHS), from.get(FineTuneJobOptions.MAX_STEPS),
                        from.get(FineTuneJobOptions.MAX_TIME)));
    }

    private static OptimiserOptions optimiser(Configuration from) {
        return new OptimiserOptions(
                Named.of(FineTuneJobOptions.OPTIMISER_ALGORITHM, from, OptimiserOptions.Algorithm.values(),
                        OptimiserOptions.Algorithm::text),
                from.get(FineTuneJobOptions.LEARNING_RATE), from.get(FineTuneJobOptions.WARM_UP_STEPS),
                from.get(FineTuneJobOptions.WEIGHT_DECAY), from.get(FineTuneJobOptions.GRADIENT_CLIP));
    }
}
