/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.app.backtest;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.tfllmer.backbone.BackboneKind;
import org.tfllmer.backbone.BackboneOptions;
import org.tfllmer.backbone.ColdItems;
import org.tfllmer.backbone.ComputeDevice;
import org.tfllmer.backbone.EarlyStopping;
import org.tfllmer.backbone.Normalisation;
import org.tfllmer.backbone.OptimiserOptions;
import org.tfllmer.backbone.SequenceModel;
import org.tfllmer.backbone.SequenceScorer;
import org.tfllmer.backbone.Trainer;
import org.tfllmer.backbone.TrainingEpoch;
import org.tfllmer.backbone.TrainingObserver;
import org.tfllmer.backbone.TrainingOptions;

/** Trains a backbone with a method: to the end, or to its best epoch on the validation cases. */
final class Training {

    private static final double NANOSECONDS = 1e9;
    private static final int WARM_UP_STEPS = 100;
    /** Where scores are dot products of vectors of any length, and where items have length 1. */
    private static final double TEMPERATURE_OF_LENGTHS = 1;
    private static final double TEMPERATURE_OF_UNITS = 0.1;

    private final BacktestData data;
    private final BacktestOptions options;
    private final StartingVectors starts;
    private final BacktestProgress progress;

    Training(BacktestData data, BacktestOptions options, BacktestProgress progress) {
        this.data = data;
        this.options = options;
        this.starts = new StartingVectors(data, options.recPca().get(0));
        this.progress = progress;
    }

    Trained of(RunKey key, Choice choice, int epochs) {
        long start = System.nanoTime();
        SequenceModel model = model(key, starts.of(key.method(), key.seed(), choice.smoothness()));
        Map<String, Double> before = Diagnosis.of(model, data, "");
        ColdItems cold = ColdItems.of(model, data.split().train());
        Map<String, Double> chosen = choice.values();
        // Where nothing ends a training early, nothing is measured in between.
        EarlyStopping stopping = options.patience() == 0
                ? null
                : new EarlyStopping(options.patience(), () -> -validated(model), model::weights);
        Watch watch = new Watch(key, choice, epochs, stopping);
        new Trainer(model, trainingOptions(key, choice.learningRate(), epochs), System::nanoTime)
                .train(data.split().train(), watch);
        progress.passedOver(epochs - watch.losses.size());
        SequenceModel best = model;
        if (stopping != null) {
            chosen.put(Trained.BEST_EPOCH, (double) stopping.bestEpoch());
            best = SequenceModel.load(model.options(), stopping.best().orElseThrow(), ComputeDevice.cpu());
            model.close();
        }
        cold.forgetIn(best);
        return new Trained(chosen, best, new SequenceScorer(best), watch.losses, before,
                (System.nanoTime() - start) / NANOSECONDS);
    }

    private double validated(SequenceModel model) {
        try (SequenceScorer scorer = new SequenceScorer(model)) {
            return data.validated(scorer);
        }
    }

    private TrainingOptions trainingOptions(RunKey key, double learningRate, int epochs) {
        TrainingOptions usual = TrainingOptions.defaults(epochs, key.seed());
        OptimiserOptions optimiser = new OptimiserOptions(OptimiserOptions.Algorithm.ADAM, learningRate,
                WARM_UP_STEPS, 0, usual.optimiser().gradientClip());
        return new TrainingOptions(options.batchSize(), usual.dropout(), key.method() == Method.TF_LLMER_FROZEN,
                starts.frozenColumns(key.method()), key.seed(), usual.loss(), optimiser, usual.bounds());
    }

    /** Notes the losses and tells the progress; asks {@code stopping}, if there is one, whether to go on. */
    private final class Watch implements TrainingObserver {

        private final RunKey key;
        private final Choice choice;
        private final int epochs;
        private final EarlyStopping stopping;
        private final List<Double> losses = new ArrayList<>();

        Watch(RunKey key, Choice choice, int epochs, EarlyStopping stopping) {
            this.key = key;
            this.choice = choice;
            this.epochs = epochs;
            this.stopping = stopping;
        }

        @Override
        public boolean afterEpoch(TrainingEpoch epoch) {
            losses.add(epoch.loss());
            progress.epoch(key, choice, epoch, epochs);
            return stopping == null || stopping.afterEpoch(epoch);
        }
    }

    private SequenceModel model(RunKey key, float[] base) {
        boolean unit = key.method().normalises();
        BackboneOptions usual = key.backbone() == BackboneKind.SASREC
                ? BackboneOptions.sasRec(options.dimension())
                : BackboneOptions.gru4Rec(options.dimension());
        BackboneOptions shape = new BackboneOptions(usual.kind(), usual.dimension(), usual.layers(), usual.heads(),
                usual.hidden(), usual.maxLength(), unit ? Normalisation.ITEMS : Normalisation.NONE,
                unit ? TEMPERATURE_OF_UNITS : TEMPERATURE_OF_LENGTHS);
        return SequenceModel.ofItems(
                shape, data.split().items(), unit ? directed(base) : base, key.seed(), ComputeDevice.cpu());
    }

    /** An item without a vector has no direction to scale: it gets one that no other has much of. */
    private float[] directed(float[] base) {
        float[] directed = base.clone();
        int d = options.dimension();
        for (int row = 0; row < directed.length; row += d) {
            boolean zero = true;
            for (int at = row; at < row + d; at++) {
                zero &= directed[at] == 0;
            }
            if (zero) {
                directed[row + d - 1] = 1;
            }
        }
        return directed;
    }
}
