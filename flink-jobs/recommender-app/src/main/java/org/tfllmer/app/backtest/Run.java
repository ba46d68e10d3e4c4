/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.app.backtest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tfllmer.backbone.BackboneKind;
import org.tfllmer.backbone.BackboneOptions;
import org.tfllmer.backbone.ComputeDevice;
import org.tfllmer.backbone.Normalisation;
import org.tfllmer.backbone.OptimiserOptions;
import org.tfllmer.backbone.SequenceModel;
import org.tfllmer.backbone.SequenceScorer;
import org.tfllmer.backbone.Trainer;
import org.tfllmer.backbone.TrainingEpoch;
import org.tfllmer.backbone.TrainingObserver;
import org.tfllmer.backbone.TrainingOptions;
import org.tfllmer.baselines.Ease;
import org.tfllmer.baselines.ItemNeighbours;
import org.tfllmer.baselines.PopularItems;
import org.tfllmer.evaluation.FullRanking;
import org.tfllmer.evaluation.Scorer;

/** Carries out one run: chooses its options on the validation cases, trains, and is tested. */
final class Run {

    private static final double NANOSECONDS = 1e9;
    private static final int CUTOFF = 10;
    private static final String LEARNING_RATE = "learningRate";
    private static final int WARM_UP_STEPS = 100;
    /** The same number of tries for each method with options to choose. */
    private static final List<Double> LEARNING_RATES = List.of(1e-3, 3e-3);
    private static final List<Double> RIDGES = List.of(50.0, 500.0);
    /** Where scores are dot products of vectors of any length, and where items have length 1. */
    private static final double TEMPERATURE_OF_LENGTHS = 1;
    private static final double TEMPERATURE_OF_UNITS = 0.1;

    private final BacktestData data;
    private final BacktestOptions options;
    private final StartingVectors starts;
    private final BacktestProgress progress;

    Run(BacktestData data, BacktestOptions options, BacktestProgress progress) {
        this.data = data;
        this.options = options;
        this.starts = new StartingVectors(data, options.recPca());
        this.progress = progress;
    }

    /** @param chosen what the search chose with another seed; null searches */
    RunResult of(RunKey key, Map<String, Double> chosen) {
        RunResult result = key.method().isTrained() ? trained(key, chosen) : untrained(key);
        progress.ended(key, result);
        return result;
    }

    private RunResult untrained(RunKey key) {
        long start = System.nanoTime();
        Map<String, Double> chosen = new LinkedHashMap<>();
        Scorer scorer = switch (key.method()) {
            case POPULARITY -> new PopularItems(data.split().trainCounts());
            case ITEM_KNN -> new ItemNeighbours(data.graph(), options.historyLength());
            case EASE -> ease(chosen);
            default -> throw new IllegalArgumentException(key.method().text() + " has a backbone");
        };
        return Results.of(key, data, chosen, List.of(), scorer, Map.of(), seconds(start));
    }

    private Scorer ease(Map<String, Double> chosen) {
        Scorer best = null;
        double most = Double.NEGATIVE_INFINITY;
        for (double ridge : RIDGES) {
            Scorer candidate = Ease.of(data.split().items(), data.split().train(), ridge);
            double ndcg = validated(candidate);
            if (ndcg > most) {
                most = ndcg;
                best = candidate;
                chosen.put("ridge", ridge);
            }
        }
        return best;
    }

    private double validated(Scorer scorer) {
        return FullRanking.of(scorer, data.split().validation()).metrics(CUTOFF).ndcg();
    }

    private RunResult trained(RunKey key, Map<String, Double> chosen) {
        try (Trained best = chosen == null ? searched(key) : train(key, chosen.get(LEARNING_RATE), options.epochs())) {
            Map<String, Double> telemetry = new LinkedHashMap<>(best.before());
            telemetry.putAll(Diagnosis.of(best.model(), data, "AfterTraining"));
            return Results.of(key, data, Map.of(LEARNING_RATE, best.learningRate()), best.losses(), best.scorer(),
                    telemetry, best.seconds());
        }
    }

    private Trained searched(RunKey key) {
        if (options.search() == 0) {
            return train(key, LEARNING_RATES.get(0), options.epochs());
        }
        Trained best = null;
        double most = Double.NEGATIVE_INFINITY;
        for (double learningRate : LEARNING_RATES) {
            Trained candidate = train(key, learningRate, options.search());
            double ndcg = validated(candidate.scorer());
            Trained worse = ndcg > most ? best : candidate;
            best = ndcg > most ? candidate : best;
            most = Math.max(most, ndcg);
            if (worse != null) {
                worse.close();
            }
        }
        if (options.search() == options.epochs()) {
            return best;
        }
        best.close();
        return train(key, best.learningRate(), options.epochs());
    }

    /**
     * A model after its training; close it after use.
     *
     * @param before telemetry of the item vectors it started from
     */
    private record Trained(double learningRate, SequenceModel model, SequenceScorer scorer, List<Double> losses,
            Map<String, Double> before, double seconds) implements AutoCloseable {

        @Override
        public void close() {
            scorer.close();
            model.close();
        }
    }

    private Trained train(RunKey key, double learningRate, int epochs) {
        long start = System.nanoTime();
        SequenceModel model = model(key, starts.of(key.method(), key.seed()));
        Map<String, Double> before = Diagnosis.of(model, data, "");
        List<Double> losses = new ArrayList<>();
        SequenceScorer scorer = trainedScorer(model, key, learningRate, epochs, losses);
        return new Trained(learningRate, model, scorer, losses, before, seconds(start));
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

    private SequenceScorer trainedScorer(
            SequenceModel model, RunKey key, double learningRate, int epochs, List<Double> losses) {
        TrainingOptions usual = TrainingOptions.defaults(epochs, key.seed());
        OptimiserOptions optimiser = new OptimiserOptions(OptimiserOptions.Algorithm.ADAM, learningRate,
                WARM_UP_STEPS, 0, usual.optimiser().gradientClip());
        TrainingOptions training = new TrainingOptions(options.batchSize(), usual.dropout(),
                key.method() == Method.TF_LLMER_FROZEN, starts.frozenColumns(key.method()), key.seed(), usual.loss(),
                optimiser, usual.bounds());
        new Trainer(model, training, System::nanoTime).train(data.split().train(), new TrainingObserver() {

            @Override
            public boolean afterEpoch(TrainingEpoch epoch) {
                losses.add(epoch.loss());
                progress.epoch(key, epoch, epochs);
                return true;
            }
        });
        return new SequenceScorer(model);
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / NANOSECONDS;
    }
}
