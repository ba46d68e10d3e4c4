/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.recpca;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.co.CoProcessOperator;
import org.apache.flink.streaming.util.TwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tfllmer.jobs.snapshots.SnapshotStore;
import org.tfllmer.schemas.Generation;
import org.tfllmer.schemas.GenerationState;
import org.tfllmer.schemas.GraphSnapshot;
import org.tfllmer.schemas.SnapshotFile;
import org.tfllmer.tensors.NamedTensors;
import org.tfllmer.tensors.Tensor;

class PruneSnapshotsTest {

    @TempDir
    private Path folder;

    private SnapshotStore store;
    private TwoInputStreamOperatorTestHarness<Generation, GraphSnapshot, Void> operator;

    @BeforeEach
    void open() throws Exception {
        store = new SnapshotStore(folder.toUri().toString());
        for (long boundary : new long[] {100, 200, 300}) {
            NamedTensors any = NamedTensors.builder().add("any", Tensor.of(new float[1], 1)).build();
            store.write("edges", "graph/" + boundary + "/edges-0.safetensors", any);
            new VectorShardWriter(2).write(store, boundary, 0);
        }
        operator = operator(1);
        operator.open();
    }

    @AfterEach
    void close() throws Exception {
        operator.close();
    }

    @Test
    void snapshotsOfSettledGenerationsGoWhenACheckpointKnowsAndTheNewestStay() throws Exception {
        tell(100, GenerationState.COMMITTED);
        tell(200, GenerationState.REVOKED);
        tell(300, GenerationState.COMMITTED);
        operator.snapshot(1, 1);
        assertThat(kept()).containsExactly("100", "200", "300");
        operator.notifyOfCompletedCheckpoint(1);
        assertThat(kept()).containsExactly("300");
    }

    @Test
    void whatIsOnlyPreparedStays() throws Exception {
        tell(100, GenerationState.PREPARED);
        tell(200, GenerationState.COMMITTED);
        tell(300, GenerationState.COMMITTED);
        operator.snapshot(1, 1);
        operator.notifyOfCompletedCheckpoint(1);
        assertThat(kept()).containsExactly("100", "300");
    }

    @Test
    void whatWasToldAfterACheckpointWaitsForTheNext() throws Exception {
        tell(100, GenerationState.COMMITTED);
        operator.snapshot(1, 1);
        tell(200, GenerationState.COMMITTED);
        tell(300, GenerationState.COMMITTED);
        operator.notifyOfCompletedCheckpoint(1);
        assertThat(kept()).containsExactly("100", "200", "300");
        operator.snapshot(2, 2);
        operator.notifyOfCompletedCheckpoint(2);
        assertThat(kept()).containsExactly("300");
    }

    @Test
    void afterARestoreItStillKnowsWhatIsThere() throws Exception {
        tell(100, GenerationState.COMMITTED);
        OperatorSubtaskState state = operator.snapshot(1, 1);
        operator.close();
        operator = operator(1);
        operator.initializeState(state);
        operator.open();
        tell(200, GenerationState.COMMITTED);
        operator.snapshot(2, 2);
        operator.notifyOfCompletedCheckpoint(2);
        assertThat(kept()).containsExactly("200", "300");
    }

    @Test
    void historiesGoWithTheLastSnapshotThatNamesThem() throws Exception {
        snapshot(100, "100-0", "100-1");
        snapshot(200, "200-0", "100-1");
        snapshot(300, "200-0", "300-1");
        settleAll(1);
        assertThat(store.list("histories")).containsExactlyInAnyOrder("200-0", "300-1");
    }

    @Test
    void historiesThatTheNewestSnapshotNamesStayThoughAllIsSettled() throws Exception {
        snapshot(100, "100-0", "100-1");
        snapshot(200, "200-0", "100-1");
        settleAll(1);
        assertThat(store.list("histories")).containsExactlyInAnyOrder("200-0", "100-1");
        OperatorSubtaskState state = operator.snapshot(2, 2);
        operator.close();
        operator = operator(1);
        operator.initializeState(state);
        operator.open();
        snapshot(300, "300-0", "100-1");
        operator.snapshot(3, 3);
        operator.notifyOfCompletedCheckpoint(3);
        assertThat(store.list("histories")).containsExactlyInAnyOrder("300-0", "100-1");
    }

    @Test
    void historiesOfASnapshotWhoseGenerationIsOnlyPreparedStay() throws Exception {
        snapshot(100, "100-0");
        snapshot(200, "200-0");
        snapshot(300, "300-0");
        tell(100, GenerationState.PREPARED);
        tell(200, GenerationState.COMMITTED);
        tell(300, GenerationState.COMMITTED);
        operator.snapshot(1, 1);
        operator.notifyOfCompletedCheckpoint(1);
        assertThat(store.list("histories")).containsExactlyInAnyOrder("100-0", "300-0");
    }

    private void settleAll(long checkpoint) throws Exception {
        for (long boundary : new long[] {100, 200, 300}) {
            tell(boundary, GenerationState.COMMITTED);
        }
        operator.snapshot(checkpoint, checkpoint);
        operator.notifyOfCompletedCheckpoint(checkpoint);
    }

    /** Names files of histories, which are there. */
    private void snapshot(long boundary, String... names) throws Exception {
        List<SnapshotFile> files = new ArrayList<>();
        for (String name : names) {
            NamedTensors any = NamedTensors.builder().add("any", Tensor.of(new float[1], 1)).build();
            files.add(store.write("histories", "histories/" + name, any));
        }
        operator.processElement2(new GraphSnapshot(boundary, files, Map.of()), boundary);
    }

    private void tell(long boundary, GenerationState state) throws Exception {
        operator.processElement1(
                new Generation("default", boundary / 100, null, state, boundary, List.of(), Map.of(), null, 0), 0);
    }

    /** Boundaries that have both snapshots; one alone is an error. */
    private List<String> kept() throws IOException {
        List<String> items = store.list("items").stream().sorted().toList();
        assertThat(store.list("graph")).containsExactlyInAnyOrderElementsOf(items);
        return items;
    }

    private TwoInputStreamOperatorTestHarness<Generation, GraphSnapshot, Void> operator(int retained) throws Exception {
        return new TwoInputStreamOperatorTestHarness<>(
                new CoProcessOperator<>(new PruneSnapshots(store, retained)));
    }
}
