/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.recpca;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tfllmer.jobs.snapshots.SnapshotStore;
import org.tfllmer.schemas.Generation;
import org.tfllmer.schemas.GenerationState;

/**
 * Deletes the files of old generations, once a checkpoint that knows what was announced is complete. What stays: the
 * generation in service, which is the last that was committed; the last few committed, to which a rollback may go; one
 * that is prepared and not yet answered; and the newest of all, from which the next solve starts. Runs in one subtask.
 * State: what was last said of each generation whose files are there, in the order it was said.
 */
public final class PruneGenerations extends ProcessFunction<Generation, Void>
        implements CheckpointedFunction, CheckpointListener {

    /** Identifies this operator's state in every savepoint; never change it. */
    public static final String UID = "prune-generations";

    private static final Logger LOG = LoggerFactory.getLogger(PruneGenerations.class);
    private static final long serialVersionUID = 1L;

    private final SnapshotStore store;
    private final GenerationFolder folder;
    private final int retained;

    private transient ListState<Said> saved;
    private transient Map<Long, GenerationState> said;
    private transient TreeMap<Long, List<Long>> unconfirmed;

    /** What was last said of one generation. */
    public record Said(long number, GenerationState state) {}

    /** @param retained how many committed generations keep their files, 1 or more */
    public PruneGenerations(SnapshotStore store, String model, int retained) {
        this.store = store;
        this.folder = new GenerationFolder(model);
        this.retained = retained;
    }

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
        saved = context.getOperatorStateStore().getListState(new ListStateDescriptor<>("said", Said.class));
        said = new LinkedHashMap<>();
        saved.get().forEach(one -> said.put(one.number(), one.state()));
        unconfirmed = new TreeMap<>();
    }

    @Override
    public void processElement(Generation generation, Context context, Collector<Void> out) {
        said.remove(generation.number()); // what is said again goes to the end
        said.put(generation.number(), generation.state());
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
        List<Said> now = new ArrayList<>();
        said.forEach((number, state) -> now.add(new Said(number, state)));
        saved.update(now);
        unconfirmed.put(context.getCheckpointId(), ofNoMoreUse());
    }

    private List<Long> ofNoMoreUse() {
        List<Long> committed = new ArrayList<>();
        said.forEach((number, state) -> {
            if (state == GenerationState.COMMITTED) {
                committed.add(number);
            }
        });
        List<Long> kept = committed.subList(Math.max(0, committed.size() - retained), committed.size());
        long newest = said.keySet().stream().mapToLong(Long::longValue).max().orElse(0);
        return said.keySet().stream()
                .filter(number -> said.get(number) != GenerationState.PREPARED)
                .filter(number -> number != newest && !kept.contains(number))
                .toList();
    }

    @Override
    public void notifyCheckpointComplete(long checkpointId) {
        List<Long> confirmed = unconfirmed.getOrDefault(checkpointId, List.of());
        unconfirmed.headMap(checkpointId, true).clear();
        List<Long> still = ofNoMoreUse();
        confirmed.stream().filter(still::contains).forEach(this::prune);
    }

    private void prune(long number) {
        try {
            store.delete(folder.of(number));
            said.remove(number);
        } catch (IOException failure) {
            LOG.warn("Generation {} could not be deleted; the next checkpoint tries again", number, failure);
        }
    }
}
