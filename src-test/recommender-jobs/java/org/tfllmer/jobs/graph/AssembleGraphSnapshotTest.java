/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.co.KeyedCoProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tfllmer.schemas.GraphSnapshot;
import org.tfllmer.schemas.SnapshotFile;

class AssembleGraphSnapshotTest {

    private KeyedTwoInputStreamOperatorTestHarness<String, IntervalCounts, SnapshotShard, GraphSnapshot> operator;

    @BeforeEach
    void open() throws Exception {
        operator = operator();
        operator.open();
    }

    @AfterEach
    void close() throws Exception {
        operator.close();
    }

    @Test
    void aSnapshotNamesTheShardsOfAllSubtasksAndAddsUpWhatTheyCounted() throws Exception {
        counted(100, 5, 1, 2);
        counted(100, 7, 0, 3);
        shard(100, 1, 4, 10);
        shard(100, 0, 3, 6);
        operator.processBothWatermarks(new Watermark(99));
        assertThat(operator.extractOutputValues()).singleElement().satisfies(snapshot -> {
            assertThat(snapshot.boundary()).isEqualTo(100);
            assertThat(snapshot.files()).extracting(SnapshotFile::path).containsExactly("100/0", "100/1");
            assertThat(snapshot.counts()).isEqualTo(
                    Map.of("accepted", 12L, "duplicates", 1L, "deletions", 0L, "users", 5L, "items", 7L, "edges", 8L));
        });
    }

    @Test
    void nothingIsToldWhileShardsMayBeMissing() throws Exception {
        counted(100, 5, 1, 2);
        operator.processWatermark1(new Watermark(99));
        operator.processWatermark2(new Watermark(98));
        assertThat(operator.extractOutputValues()).isEmpty();
    }

    @Test
    void whatIsCountedAddsUpFromSnapshotToSnapshotAndShardsDoNot() throws Exception {
        counted(100, 5, 1, 2);
        shard(100, 0, 3, 6);
        counted(200, 1, 1, 0);
        shard(200, 0, 4, 8);
        operator.processBothWatermarks(new Watermark(199));
        assertThat(operator.extractOutputValues()).extracting(GraphSnapshot::boundary).containsExactly(100L, 200L);
        assertThat(operator.extractOutputValues().get(0).counts()).containsEntry("accepted", 5L);
        assertThat(operator.extractOutputValues().get(1).counts()).isEqualTo(
                Map.of("accepted", 6L, "duplicates", 2L, "deletions", 0L, "users", 2L, "items", 4L, "edges", 4L));
        assertThat(operator.extractOutputValues().get(1).files()).extracting(SnapshotFile::path)
                .containsExactly("200/0");
    }

    @Test
    void afterARestoreItKnowsTheTotalsAndTheShardsThatHadCome() throws Exception {
        counted(100, 5, 1, 2);
        operator.processBothWatermarks(new Watermark(99));
        counted(200, 1, 0, 0);
        shard(200, 0, 4, 8);
        OperatorSubtaskState state = operator.snapshot(1, 1);
        operator.close();
        operator = operator();
        operator.initializeState(state);
        operator.open();
        operator.processBothWatermarks(new Watermark(199));
        assertThat(operator.extractOutputValues()).singleElement().satisfies(snapshot -> {
            assertThat(snapshot.counts()).containsEntry("accepted", 6L);
            assertThat(snapshot.files()).hasSize(1);
        });
    }

    @Test
    void theNewestHistoriesOfEachSubtaskCountUntilTheirNumberChanges() throws Exception {
        histories(100, 0, 2);
        histories(100, 1, 2);
        counted(100, 1, 0, 1);
        histories(200, 1, 2);
        counted(200, 1, 0, 0);
        operator.processBothWatermarks(new Watermark(199));
        histories(300, 0, 3);
        histories(300, 2, 3);
        counted(300, 1, 0, 0);
        operator.processBothWatermarks(new Watermark(299));
        assertThat(operator.extractOutputValues()).extracting(snapshot ->
                        snapshot.files().stream().map(SnapshotFile::path).toList())
                .containsExactly(List.of("100/h0", "100/h1"), List.of("100/h0", "200/h1"),
                        List.of("300/h0", "300/h2"));
    }

    @Test
    void whereOnlyUsersExpiredNoSnapshotIsDue() throws Exception {
        counted(100, 0, 0, -1);
        operator.processBothWatermarks(new Watermark(99));
        assertThat(operator.extractOutputValues()).isEmpty();
        counted(200, 1, 0, 2);
        operator.processBothWatermarks(new Watermark(199));
        assertThat(operator.extractOutputValues().get(0).counts()).containsEntry("users", 1L);
    }

    private void counted(long boundary, long accepted, long duplicates, long users) throws Exception {
        operator.processElement1(new IntervalCounts(boundary, accepted, duplicates, 0, users), boundary - 1);
    }

    private void shard(long boundary, int subtask, long items, long ends) throws Exception {
        SnapshotFile file = new SnapshotFile("edges", boundary + "/" + subtask, 1, "0".repeat(64));
        operator.processElement2(new SnapshotShard(boundary, subtask, 2, file, items, ends), boundary - 1);
    }

    private void histories(long boundary, int subtask, int subtasks) throws Exception {
        SnapshotFile file = new SnapshotFile("histories", boundary + "/h" + subtask, 1, "0".repeat(64));
        operator.processElement2(new SnapshotShard(boundary, subtask, subtasks, file, 1, 1), boundary - 1);
    }

    private static KeyedTwoInputStreamOperatorTestHarness<String, IntervalCounts, SnapshotShard, GraphSnapshot>
            operator() throws Exception {
        return new KeyedTwoInputStreamOperatorTestHarness<>(
                new KeyedCoProcessOperator<>(new AssembleGraphSnapshot()),
                counts -> AssembleGraphSnapshot.KEY, shard -> AssembleGraphSnapshot.KEY, Types.STRING);
    }
}
