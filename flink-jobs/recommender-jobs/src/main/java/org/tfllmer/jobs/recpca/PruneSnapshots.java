/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.recpca;

import java.io.IOException;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.co.CoProcessFunction;
import org.apache.flink.util.Collector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tfllmer.jobs.graph.HistoryShardWriter;
import org.tfllmer.jobs.snapshots.SnapshotStore;
import org.tfllmer.schemas.Generation;
import org.tfllmer.schemas.GenerationState;
import org.tfllmer.schemas.GraphSnapshot;
import org.tfllmer.schemas.SnapshotFile;

/**
 * Deletes the snapshots of graph and items that a generation was made from, once they are of no more use: the
 * generation is committed or revoked, a checkpoint that knows so is complete, so that no restart asks for them again,
 * and enough newer ones are as far. Runs in one subtask. State: the boundaries whose snapshots are still there, and
 * the histories that they name.
 *
 * <p>A file of histories is named by the snapshot it was written for and by later ones, until its users' histories
 * change: it goes with the last snapshot that names it. The newest snapshot stays, for the next may name its files.
 *
 * <p>Whoever goes back to a savepoint needs the snapshots that were not yet solved then: {@code snapshots.retained}
 * says how many stay for that.
 */
public final class PruneSnapshots extends CoProcessFunction<Generation, GraphSnapshot, Void>
        implements CheckpointedFunction, CheckpointListener {

    /** Identifies this operator's state in every savepoint; never change it. */
    public static final String UID = "prune-snapshots";

    private static final Logger LOG = LoggerFactory.getLogger(PruneSnapshots.class);
    private static final long serialVersionUID = 1L;
    private static final List<String> FOLDERS = List.of("graph/", VectorShardWriter.FOLDER);

    private final SnapshotStore store;
    private final int retained;

    private transient ListState<Long> saved;
    private transient NavigableSet<Long> settled;
    private transient NavigableMap<Long, List<Long>> unconfirmed;
    private transient ListState<NamedHistories> savedHistories;
    private transient NavigableMap<Long, List<String>> histories;

    /**
     * What a graph snapshot names.
     *
     * @param paths in the snapshot store
     */
    public record NamedHistories(long boundary, List<String> paths) {}

    public PruneSnapshots(SnapshotStore store, int retained) {
        this.store = store;
        this.retained = retained;
    }

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
        saved = context.getOperatorStateStore().getListState(new ListStateDescriptor<>("settled", Long.class));
        settled = new TreeSet<>();
        unconfirmed = new TreeMap<>();
        saved.get().forEach(settled::add);
        savedHistories = context.getOperatorStateStore()
                .getListState(new ListStateDescriptor<>("named-histories", NamedHistories.class));
        histories = new TreeMap<>();
        savedHistories.get().forEach(named -> histories.put(named.boundary(), named.paths()));
    }

    @Override
    public void processElement1(Generation generation, Context context, Collector<Void> out) {
        if (generation.state() != GenerationState.PREPARED) {
            settled.add(generation.boundary());
        }
    }

    @Override
    public void processElement2(GraphSnapshot graph, Context context, Collector<Void> out) {
        histories.put(graph.boundary(), graph.files().stream()
                .filter(file -> file.role().equals(HistoryShardWriter.ROLE))
                .map(SnapshotFile::path)
                .toList());
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
        List<Long> boundaries = List.copyOf(settled);
        saved.update(boundaries);
        savedHistories.update(histories.entrySet().stream()
                .map(named -> new NamedHistories(named.getKey(), named.getValue()))
                .toList());
        unconfirmed.put(context.getCheckpointId(), boundaries);
    }

    @Override
    public void notifyCheckpointComplete(long checkpointId) {
        List<Long> confirmed = unconfirmed.getOrDefault(checkpointId, List.of());
        unconfirmed.headMap(checkpointId, true).clear();
        confirmed.stream()
                .limit(Math.max(0, confirmed.size() - retained))
                .filter(boundary -> histories.isEmpty() || boundary < histories.lastKey())
                .forEach(this::prune);
    }

    private void prune(long boundary) {
        try {
            for (String folder : FOLDERS) {
                store.delete(folder + boundary);
            }
            pruneHistories(boundary);
            settled.remove(boundary);
        } catch (IOException failure) {
            LOG.warn("Snapshots of boundary {} could not be deleted; the next checkpoint tries again", boundary,
                    failure);
        }
    }

    private void pruneHistories(long boundary) throws IOException {
        List<String> named = histories.getOrDefault(boundary, List.of());
        for (String path : named) {
            boolean namedAgain = histories.entrySet().stream()
                    .anyMatch(other -> other.getKey() != boundary && other.getValue().contains(path));
            if (!namedAgain) {
                store.delete(path);
            }
        }
        histories.remove(boundary);
    }
}
