/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.app.doctor;

import java.time.Duration;
import java.util.List;
import org.tfllmer.backbone.BackboneKind;
import org.tfllmer.backbone.BackboneOptions;
import org.tfllmer.backbone.ComputeDevice;
import org.tfllmer.backbone.LossOptions;
import org.tfllmer.backbone.OptimiserOptions;
import org.tfllmer.backbone.SequenceModel;
import org.tfllmer.backbone.Trainer;
import org.tfllmer.backbone.TrainingBounds;
import org.tfllmer.backbone.TrainingObserver;
import org.tfllmer.backbone.TrainingOptions;

/**
 * One training step of a small model, the same on every device.
 *
 * @param lossBefore mean cross-entropy in nats
 * @param lossAfter  the same after the step
 */
record TrialStep(double lossBefore, double lossAfter, double seconds) {

    private static final List<int[]> SEQUENCES =
            List.of(new int[] {0, 1, 2, 3}, new int[] {4, 5, 6}, new int[] {2, 3, 4, 5, 6, 7});
    private static final int ITEMS = 8;
    private static final int DIMENSION = 16;

    static TrialStep on(String device, BackboneKind kind) {
        BackboneOptions shape = kind == BackboneKind.SASREC
                ? BackboneOptions.sasRec(DIMENSION) : BackboneOptions.gru4Rec(DIMENSION);
        TrainingOptions training = new TrainingOptions(SEQUENCES.size(), 0, false, 0, 1, LossOptions.defaults(),
                new OptimiserOptions(OptimiserOptions.Algorithm.ADAM, 0.01, 0, 0, 5),
                new TrainingBounds(1, 1, Duration.ofHours(1)));
        try (SequenceModel model = SequenceModel.random(shape, ITEMS, 1, ComputeDevice.of(device))) {
            double before = model.meanLoss(SEQUENCES);
            long start = System.nanoTime();
            new Trainer(model, training, System::nanoTime).train(SEQUENCES, TrainingObserver.NONE);
            return new TrialStep(before, model.meanLoss(SEQUENCES), (System.nanoTime() - start) / 1e9);
        }
    }
}
