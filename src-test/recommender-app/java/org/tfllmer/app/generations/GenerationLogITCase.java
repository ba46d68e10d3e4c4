/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.app.generations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tfllmer.app.topics.TestBroker;
import org.tfllmer.jobs.snapshots.SnapshotStore;
import org.tfllmer.schemas.Generation;
import org.tfllmer.schemas.GenerationState;
import org.tfllmer.schemas.SnapshotFile;
import org.tfllmer.schemas.topics.Topic;
import org.tfllmer.tensors.NamedTensors;

class GenerationLogITCase {

    @TempDir
    private Path folder;

    private TestBroker broker;
    private SnapshotStore store;

    @BeforeEach
    void start() throws Exception {
        broker = new TestBroker();
        store = new SnapshotStore(folder.toUri().toString());
    }

    @AfterEach
    void stop() throws Exception {
        broker.close();
    }

    @Test
    void aRollbackIsOneRecordThatPutsAKeptGenerationBackIntoService() throws Exception {
        say(1, GenerationState.PREPARED, null);
        say(1, GenerationState.COMMITTED, null);
        say(2, GenerationState.COMMITTED, null);
        say(3, GenerationState.REVOKED, "NDCG@10 is worse");
        broker.send(Topic.GENERATIONS, new Generation(
                "other", 9, null, GenerationState.COMMITTED, 0, List.of(), Map.of(), null, 0));
        GenerationLog log = log();
        assertThat(log.latest()).extracting(Generation::number).containsExactly(1L, 2L, 3L);
        assertThat(log.inService().orElseThrow().number()).isEqualTo(2);
        assertThat(GenerationTable.of(log.latest(), 2)).contains("*      2  committed", "3  revoked", "is worse");

        Generation again = log.rollBack(1, store, 77);
        assertThat(again.announcedAt()).isEqualTo(77);
        assertThat(log().inService()).contains(again);
        assertThat(log().latest().get(0)).isEqualTo(again);
    }

    @Test
    void whatCannotBeServedIsRefused() throws Exception {
        say(1, GenerationState.COMMITTED, null);
        say(2, GenerationState.REVOKED, "no");
        say(3, GenerationState.COMMITTED, null);
        store.delete("generations/default/1");
        assertThatThrownBy(() -> log().rollBack(1, store, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Generation 1 is not kept: ");
        assertThatThrownBy(() -> log().rollBack(2, store, 0))
                .hasMessage("Generation 2 of model default was never committed");
        assertThatThrownBy(() -> log().rollBack(3, store, 0))
                .hasMessage("Generation 3 of model default is in service");
    }

    private GenerationLog log() {
        return GenerationLog.read(broker.connection(), "default");
    }

    private void say(long number, GenerationState state, String reason) throws Exception {
        SnapshotFile file = store.write(
                "basis", "generations/default/" + number + "/basis.safetensors", NamedTensors.builder().build());
        broker.send(Topic.GENERATIONS, new Generation("default", number, null, state, 100 * number, List.of(file),
                Map.of("fine-tune-loss", 5.25), reason, number));
    }
}
