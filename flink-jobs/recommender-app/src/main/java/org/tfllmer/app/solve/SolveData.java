/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.app.solve;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.tfllmer.app.replay.LoggedType;
import org.tfllmer.backbone.BackboneOptions;
import org.tfllmer.dataset.CatalogueItem;
import org.tfllmer.dataset.DatasetFolder;
import org.tfllmer.dataset.LoggedInteraction;
import org.tfllmer.dataset.UserHistories;
import org.tfllmer.evaluation.NextItemCheck;
import org.tfllmer.graph.CountedGraph;
import org.tfllmer.graph.SparseGraph;
import org.tfllmer.jobs.serving.PositiveTypes;
import org.tfllmer.tensors.FloatMatrix;

/**
 * What of a data set a solve reads.
 *
 * @param items      ids in the order of the embeddings' rows
 * @param embeddings n × D
 * @param histories  of interactions that say that items belong together
 */
public record SolveData(String name, List<String> items, FloatMatrix embeddings, UserHistories histories) {

    /** τ of the loss that the Hessian's condition is told of: the backbones' own. */
    static final double TEMPERATURE = BackboneOptions.sasRec(64).temperature();

    /** Sequences enough for the average over them to settle. */
    private static final int PROBE_BATCH = 256;

    /**
     * @param embeddings name of the file of embeddings in the folder, if not the usual one
     * @throws IllegalArgumentException if there is no such folder or it has no embeddings
     */
    public static SolveData read(Path data, Optional<String> embeddings) throws IOException {
        return read(folder(data), embeddings, Long.MAX_VALUE);
    }

    /**
     * Without the newest interactions.
     *
     * @param share of all interactions, 0 … 1, but for those of the same millisecond
     * @throws IllegalArgumentException if there is no such folder or it has no embeddings
     */
    public static SolveData readWithoutNewest(Path data, double share) throws IOException {
        DatasetFolder folder = folder(data);
        long[] times;
        try (Stream<LoggedInteraction> interactions = folder.interactions()) {
            times = interactions.mapToLong(LoggedInteraction::eventTimeMillis).sorted().toArray();
        }
        int kept = (int) Math.round((1 - share) * times.length);
        return read(folder, Optional.empty(), kept == 0 ? Long.MIN_VALUE : times[kept - 1]);
    }

    private static DatasetFolder folder(Path data) {
        if (!Files.isDirectory(data)) {
            throw new IllegalArgumentException("--data must be a folder, was " + data);
        }
        return DatasetFolder.open(data);
    }

    /** @param until the last event time that counts */
    private static SolveData read(DatasetFolder folder, Optional<String> embeddings, long until) throws IOException {
        return new SolveData(
                folder.name(),
                folder.items().stream().map(CatalogueItem::id).toList(),
                embeddings(folder, embeddings),
                UserHistories.read(folder,
                        line -> line.eventTimeMillis() <= until && PositiveTypes.counts(LoggedType.of(line))));
    }

    private static FloatMatrix embeddings(DatasetFolder folder, Optional<String> file) throws IOException {
        if (file.isEmpty()) {
            return folder.embeddings().orElseThrow(() -> new IllegalArgumentException(
                    "--data has no item_embeddings.npy, and --embeddings names no other file: " + folder.name()));
        }
        try {
            return folder.embeddings(file.get());
        } catch (NoSuchFileException missing) {
            throw new IllegalArgumentException(
                    "--embeddings must be a file in the folder of --data, there is no " + missing.getFile(), missing);
        }
    }

    /**
     * The graph as the job grows it.
     *
     * @param leftOut how many of each user's last interactions it does not know
     */
    public SparseGraph graph(int historyLength, int leftOut) {
        CountedGraph graph = new CountedGraph(historyLength);
        List<int[]> known = histories.withoutLast(leftOut).all();
        for (int user = 0; user < known.size(); user++) {
            String userId = Integer.toString(user);
            for (int item : known.get(user)) {
                graph.add(userId, items.get(item));
            }
        }
        return graph.over(items);
    }

    /** The last items of some users, evenly spread over them, without those left out. */
    int[][] probeBatch(int leftOut) {
        List<int[]> known = histories.withoutLast(leftOut).all();
        int size = Math.min(PROBE_BATCH, known.size());
        return IntStream.range(0, size)
                .mapToObj(at -> known.get((int) ((long) at * known.size() / size)))
                .map(items -> Arrays.copyOfRange(items, Math.max(0, items.length - NextItemCheck.RECENT), items.length))
                .toArray(int[][]::new);
    }
}
