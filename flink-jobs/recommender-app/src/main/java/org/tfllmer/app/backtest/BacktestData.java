/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.app.backtest;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.tfllmer.app.replay.LoggedType;
import org.tfllmer.dataset.CatalogueItem;
import org.tfllmer.dataset.DatasetFolder;
import org.tfllmer.dataset.LoggedInteraction;
import org.tfllmer.evaluation.DataSplit;
import org.tfllmer.evaluation.FullRanking;
import org.tfllmer.evaluation.Scorer;
import org.tfllmer.graph.CountedGraph;
import org.tfllmer.graph.SparseGraph;
import org.tfllmer.jobs.serving.PositiveTypes;
import org.tfllmer.tensors.FloatMatrix;

/**
 * A data set, split.
 *
 * @param embeddings n × D
 * @param graph      of what is learned from
 */
record BacktestData(String name, FloatMatrix embeddings, DataSplit split, SparseGraph graph) {

    /** Shares of the interactions, by time, from which on validation and test are. */
    private static final double VALIDATION_FROM = 0.8;
    private static final double TEST_FROM = 0.9;
    private static final int VALIDATION_CUTOFF = 10;

    /** @throws IllegalArgumentException if there is no such folder or it has no embeddings */
    static BacktestData read(BacktestOptions options) throws IOException {
        if (!Files.isDirectory(options.data())) {
            throw new IllegalArgumentException("--data must be a folder, was " + options.data());
        }
        DatasetFolder folder = DatasetFolder.open(options.data());
        FloatMatrix embeddings = options.embeddings().isPresent()
                ? folder.embeddings(options.embeddings().get())
                : folder.embeddings().orElseThrow(() -> new IllegalArgumentException(
                        "--data has no item_embeddings.npy, and --embeddings names no other file: " + options.data()));
        List<String> items = folder.items().stream().map(CatalogueItem::id).toList();
        DataSplit split = split(folder, items, options);
        if (split.test().isEmpty()) {
            throw new IllegalArgumentException("--split " + options.split().text() + " leaves no case to test");
        }
        return new BacktestData(folder.name(), embeddings, split, graph(split, items, options.historyLength()));
    }

    /** NDCG@10 on the validation cases, which options are chosen by. */
    double validated(Scorer scorer) {
        return FullRanking.of(scorer, split.validation()).metrics(VALIDATION_CUTOFF).ndcg();
    }

    private static DataSplit split(DatasetFolder folder, List<String> items, BacktestOptions options) {
        Map<String, Integer> index = new HashMap<>();
        items.forEach(item -> index.put(item, index.size()));
        Map<String, List<LoggedInteraction>> users = new LinkedHashMap<>();
        try (Stream<LoggedInteraction> lines = folder.interactions()) {
            lines.filter(line -> index.containsKey(line.itemId()))
                    .filter(line -> PositiveTypes.counts(LoggedType.of(line)))
                    .forEach(line -> users.computeIfAbsent(line.userId(), unknown -> new ArrayList<>()).add(line));
        }
        List<int[]> histories = users.values().stream()
                .map(lines -> lines.stream().mapToInt(line -> index.get(line.itemId())).toArray())
                .toList();
        if (options.split() == BacktestOptions.Split.LEAVE_ONE_OUT) {
            return DataSplit.leaveOneOut(items.size(), histories);
        }
        List<long[]> times = users.values().stream()
                .map(lines -> lines.stream().mapToLong(LoggedInteraction::eventTimeMillis).toArray())
                .toList();
        long[] all = times.stream().flatMapToLong(LongStream::of).sorted().toArray();
        return DataSplit.temporal(items.size(), histories, times,
                all[(int) (VALIDATION_FROM * all.length)], all[(int) (TEST_FROM * all.length)]);
    }

    private static SparseGraph graph(DataSplit split, List<String> items, int historyLength) {
        CountedGraph graph = new CountedGraph(historyLength);
        for (int user = 0; user < split.train().size(); user++) {
            String userId = Integer.toString(user);
            for (int item : split.train().get(user)) {
                graph.add(userId, items.get(item));
            }
        }
        return graph.over(items);
    }
}
