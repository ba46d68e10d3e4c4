/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.app.solve;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.tfllmer.app.replay.LoggedType;
import org.tfllmer.backbone.BackboneOptions;
import org.tfllmer.dataset.CatalogueItem;
import org.tfllmer.dataset.DatasetFolder;
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
record SolveData(String name, List<String> items, FloatMatrix embeddings, UserHistories histories) {

    /** τ of the loss that the Hessian's condition is told of: the backbones' own. */
    static final double TEMPERATURE = BackboneOptions.sasRec(64).temperature();

    /** Sequences enough for the average over them to settle. */
    private static final int PROBE_BATCH = 256;

    /** @throws IllegalArgumentException if there is no such folder or it has no embeddings */
    static SolveData read(SolveOptions options) throws IOException {
        if (!Files.isDirectory(options.data())) {
            throw new IllegalArgumentException("--data must be a folder, was " + options.data());
        }
        DatasetFolder folder = DatasetFolder.open(options.data());
        return new SolveData(
                folder.name(),
                folder.items().stream().map(CatalogueItem::id).toList(),
                embeddings(folder, options),
                UserHistories.read(folder, line -> PositiveTypes.counts(LoggedType.of(line))));
    }

    private static FloatMatrix embeddings(DatasetFolder folder, SolveOptions options) throws IOException {
        if (options.embeddings().isEmpty()) {
            return folder.embeddings().orElseThrow(() -> new IllegalArgumentException(
                    "--data has no item_embeddings.npy, and --embeddings names no other file: " + options.data()));
        }
        try {
            return folder.embeddings(options.embeddings().get());
        } catch (NoSuchFileException missing) {
            throw new IllegalArgumentException(
                    "--embeddings must be a file in the folder of --data, there is no " + missing.getFile(), missing);
        }
    }

    /** The graph as the job grows it. */
    SparseGraph graph(SolveOptions options) {
        CountedGraph graph = new CountedGraph(options.historyLength());
        List<int[]> known = histories.withoutLast(options.leaveOut()).all();
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
