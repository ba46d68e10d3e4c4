/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.app.backtest;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.tfllmer.baselines.Ease;
import org.tfllmer.baselines.ItemNeighbours;
import org.tfllmer.baselines.PopularItems;
import org.tfllmer.evaluation.Scorer;

/** Carries out one run: the first seed chooses its options on the validation cases; trains, and is tested. */
final class Run {

    private static final double NANOSECONDS = 1e9;

    private final BacktestData data;
    private final BacktestOptions options;
    private final RunFiles files;
    private final Training training;
    private final BacktestProgress progress;

    Run(BacktestData data, BacktestOptions options, RunFiles files, BacktestProgress progress) {
        this.data = data;
        this.options = options;
        this.files = files;
        this.training = new Training(data, options, progress);
        this.progress = progress;
    }

    /** @param chosen by the search with another seed; empty searches */
    RunResult of(RunKey key, Optional<Map<String, Double>> chosen) throws IOException {
        RunResult result = key.method().isTrained() ? trained(key, chosen) : untrained(key);
        progress.ended(key, result);
        return result;
    }

    private RunResult untrained(RunKey key) {
        return switch (key.method()) {
            case POPULARITY -> untrained(key, Map.of(), () -> new PopularItems(data.split().trainCounts()));
            case ITEM_KNN -> untrained(key, Map.of(),
                    () -> new ItemNeighbours(data.graph(), options.historyLength()));
            case EASE -> best(SearchGrid.RIDGES.stream()
                    .map(ridge -> untrained(key, Map.of("ridge", ridge),
                            () -> Ease.of(data.split().items(), data.split().train(), ridge)))
                    .toList());
            default -> throw new IllegalArgumentException(key.method().text() + " has a backbone");
        };
    }

    private RunResult untrained(RunKey key, Map<String, Double> chosen, Supplier<Scorer> scorer) {
        long start = System.nanoTime();
        Scorer ready = scorer.get();
        double seconds = (System.nanoTime() - start) / NANOSECONDS;
        return Results.of(key, data, chosen, List.of(), ready, Map.of(), seconds);
    }

    private RunResult trained(RunKey key, Optional<Map<String, Double>> chosen) throws IOException {
        if (chosen.isPresent()) {
            return trained(key, Choice.of(chosen.get()), options.epochs());
        }
        if (options.search() == 0) {
            return trained(key, SearchGrid.usual(key.method(), options.prices()), options.epochs());
        }
        return searched(key);
    }

    private RunResult trained(RunKey key, Choice choice, int epochs) {
        try (Trained trained = training.of(key, choice, epochs)) {
            Map<String, Double> telemetry = new LinkedHashMap<>(trained.before());
            telemetry.putAll(Diagnosis.of(trained.model(), data, "AfterTraining"));
            return Results.of(key, data, trained.chosen(), trained.losses(), trained.scorer(), telemetry,
                    trained.seconds());
        }
    }

    private RunResult searched(RunKey key) throws IOException {
        List<RunResult> tries = new ArrayList<>();
        for (Choice choice : SearchGrid.of(key.method(), options.prices())) {
            tries.add(tried(key, choice));
        }
        RunResult best = best(tries);
        return options.search() == options.epochs()
                ? best
                : trained(key, Choice.of(best.chosen()), options.epochs()).withTries(best.tries());
    }

    private RunResult tried(RunKey key, Choice choice) throws IOException {
        Optional<RunResult> before = files.read(key, choice);
        if (before.isPresent()) {
            return before.get();
        }
        RunResult result = trained(key, choice, options.search());
        files.write(key, choice, result);
        return result;
    }

    /** By the validation cases; the first of equals. */
    private static RunResult best(List<RunResult> tries) {
        RunResult best = tries.get(0);
        for (RunResult one : tries) {
            best = one.validationNdcg() > best.validationNdcg() ? one : best;
        }
        return best.withTries(tries.stream()
                .map(one -> new RunResult.Try(one.options(), one.validationNdcg()))
                .toList());
    }
}
