/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.app.backtest;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tfllmer.baselines.Ease;
import org.tfllmer.baselines.ItemNeighbours;
import org.tfllmer.baselines.PopularItems;
import org.tfllmer.evaluation.Scorer;

/** Carries out one run: chooses its options on the validation cases, trains, and is tested. */
final class Run {

    private static final double NANOSECONDS = 1e9;
    /** The same number of tries for each method with options to choose. */
    private static final List<Double> LEARNING_RATES = List.of(1e-3, 3e-3);
    private static final List<Double> RIDGES = List.of(50.0, 500.0);

    private final BacktestData data;
    private final BacktestOptions options;
    private final Training training;
    private final BacktestProgress progress;

    Run(BacktestData data, BacktestOptions options, BacktestProgress progress) {
        this.data = data;
        this.options = options;
        this.training = new Training(data, options, progress);
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
            double ndcg = data.validated(candidate);
            if (ndcg > most) {
                most = ndcg;
                best = candidate;
                chosen.put("ridge", ridge);
            }
        }
        return best;
    }

    private RunResult trained(RunKey key, Map<String, Double> chosen) {
        try (Trained best = chosen == null
                ? searched(key)
                : training.of(key, chosen.get(Trained.LEARNING_RATE), options.epochs())) {
            Map<String, Double> telemetry = new LinkedHashMap<>(best.before());
            telemetry.putAll(Diagnosis.of(best.model(), data, "AfterTraining"));
            return Results.of(key, data, best.chosen(), best.losses(), best.scorer(), telemetry, best.seconds());
        }
    }

    private Trained searched(RunKey key) {
        if (options.search() == 0) {
            return training.of(key, LEARNING_RATES.get(0), options.epochs());
        }
        Trained best = null;
        double most = Double.NEGATIVE_INFINITY;
        for (double learningRate : LEARNING_RATES) {
            Trained candidate = training.of(key, learningRate, options.search());
            double ndcg = data.validated(candidate.scorer());
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
        return training.of(key, best.chosen().get(Trained.LEARNING_RATE), options.epochs());
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / NANOSECONDS;
    }
}
