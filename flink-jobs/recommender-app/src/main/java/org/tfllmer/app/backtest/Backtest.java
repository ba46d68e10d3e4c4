/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.app.backtest;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Runs what is not finished yet, several at a time, and writes results and report of all. */
public final class Backtest {

    private final BacktestOptions options;
    private final PrintWriter out;

    public Backtest(BacktestOptions options, PrintWriter out) {
        this.options = options;
        this.out = out;
    }

    /** @throws IllegalArgumentException if an option does not fit; the message names it */
    public void run() throws IOException, InterruptedException {
        BacktestData data = BacktestData.read(options);
        Map<String, Object> settings = settings(data);
        RunFiles files = new RunFiles(options.out(), settings);
        List<RunKey> keys = RunKey.all(options);
        List<RunKey> left = new ArrayList<>();
        for (RunKey key : keys) {
            if (files.read(key).isEmpty()) {
                left.add(key);
            }
        }
        out.printf("%s: %,d items, %,d test cases; %d of %d runs to do%n", data.name(), data.split().items(),
                data.split().test().size(), left.size(), keys.size());
        out.flush();
        carryOut(left, files, new Run(data, options, files, new BacktestProgress(
                out, keys.size(), keys.size() - left.size(), epochs(left, files))));
        List<RunResult> results = new ArrayList<>();
        for (RunKey key : keys) {
            results.add(files.read(key).orElseThrow());
        }
        ResultFiles.write(options.out(), settings, results);
        out.print(ResultTable.of(results).text());
        out.println("Written to " + options.out());
        out.flush();
    }

    /** How many are to be trained. */
    private long epochs(List<RunKey> left, RunFiles files) throws IOException {
        long epochs = 0;
        for (RunKey key : left) {
            if (!key.method().isTrained()) {
                continue;
            }
            boolean searches = options.search() > 0 && key.equals(key.first());
            if (searches) {
                for (Choice choice : SearchGrid.of(key.method(), options.prices())) {
                    epochs += files.read(key, choice).isPresent() ? 0 : options.search();
                }
            }
            epochs += searches && options.search() == options.epochs() ? 0 : options.epochs();
        }
        return epochs;
    }

    /** A method and backbone at a time to each worker, seed after seed: the first one searches for the others, too. */
    private void carryOut(List<RunKey> keys, RunFiles files, Run run) throws IOException, InterruptedException {
        Map<String, List<RunKey>> rows = new LinkedHashMap<>();
        keys.forEach(key -> rows.computeIfAbsent(key.row(), first -> new ArrayList<>()).add(key));
        ExecutorService workers = Executors.newFixedThreadPool(options.workers());
        try {
            List<Future<Void>> tasks = new ArrayList<>();
            for (List<RunKey> row : rows.values()) {
                tasks.add(workers.submit((Callable<Void>) () -> {
                    carryOutRow(row, files, run);
                    return null;
                }));
            }
            for (Future<Void> task : tasks) {
                await(task);
            }
        } finally {
            workers.shutdownNow();
        }
    }

    private static void carryOutRow(List<RunKey> row, RunFiles files, Run run) throws IOException {
        for (RunKey key : row) {
            if (files.read(key).isEmpty()) { // another call may have come first
                Optional<RunResult> first = files.read(key.first());
                files.write(key, run.of(key, first.map(RunResult::chosen)));
            }
        }
    }

    private static void await(Future<Void> task) throws IOException, InterruptedException {
        try {
            task.get();
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof IOException unwritable) {
                throw unwritable;
            }
            if (failure.getCause() instanceof RuntimeException fault) {
                throw fault;
            }
            throw new IllegalStateException("A run failed: " + failure.getCause(), failure);
        }
    }

    /** What the results depend on; runs of other settings are not mixed with these. */
    private Map<String, Object> settings(BacktestData data) {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("data", data.name());
        settings.put("embeddings", options.embeddings().orElse("item_embeddings.npy"));
        settings.put("items", data.split().items());
        settings.put("testCases", data.split().test().size());
        settings.put("split", options.split().text());
        settings.put("dimension", options.dimension());
        settings.put("formulation", options.recPca().get(0).formulation().text());
        settings.put("smoothness", options.prices());
        settings.put("epochs", options.epochs());
        settings.put("searchEpochs", options.search());
        settings.put("patience", options.patience());
        settings.put("batchSize", options.batchSize());
        settings.put("historyLength", options.historyLength());
        settings.put("java", System.getProperty("java.version"));
        return settings;
    }
}
