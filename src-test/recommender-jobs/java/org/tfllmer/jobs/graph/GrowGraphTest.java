/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tfllmer.graph.DirectedRow;
import org.tfllmer.jobs.snapshots.SnapshotStore;
import org.tfllmer.schemas.CooccurrenceEdges;

class GrowGraphTest {

    @TempDir
    private Path folder;

    private SnapshotStore store;
    private KeyedTwoInputStreamOperatorTestHarness<String, RowChange, IntervalCounts, CooccurrenceEdges> operator;

    @BeforeEach
    void open() throws Exception {
        store = new SnapshotStore(folder.toUri().toString());
        operator = operator();
        operator.open();
    }

    @AfterEach
    void close() throws Exception {
        operator.close();
    }

    @Test
    void aRowIsPublishedOncePerBoundaryWithAllThatBelongsBeforeIt() throws Exception {
        change("tea", "cup", 1, 0, 100);
        change("tea", "pot", 2, 1, 100);
        watermark(98);
        assertThat(operator.extractOutputValues()).isEmpty();
        watermark(99);
        assertThat(operator.extractOutputValues()).singleElement().satisfies(row -> {
            assertThat(row.asOf()).isEqualTo(100);
            assertThat(row.degree()).isEqualTo(4);
            assertThat(row.neighbours()).extracting(CooccurrenceEdges.Neighbour::itemId).containsExactly("pot", "cup");
        });
    }

    @Test
    void aRowThatDidNotChangeIsNotPublishedAgain() throws Exception {
        change("tea", "cup", 1, 0, 100);
        watermark(99);
        watermark(499);
        assertThat(operator.extractOutputValues()).hasSize(1);
    }

    @Test
    void aSnapshotHoldsWhatBelongsBeforeItsBoundaryThoughLaterChangesHaveCome() throws Exception {
        change("tea", "cup", 1, 0, 100);
        change("tea", "cup", 5, 0, 200);
        change("pot", "cup", 7, 0, 200);
        due(100);
        watermark(99);
        assertThat(snapshot()).containsOnlyKeys("tea");
        assertThat(snapshot().get("tea").after()).containsExactly(1);
    }

    @Test
    void eachOfSeveralBoundariesPassedAtOnceHasItsOwnSnapshot() throws Exception {
        change("tea", "cup", 1, 0, 100);
        change("tea", "cup", 5, 0, 200);
        due(100);
        due(200);
        watermark(1_000);
        assertThat(shards()).extracting(EdgeShard::boundary).containsExactly(100L, 200L);
        assertThat(rows(shards().get(0)).get("tea").after()).containsExactly(1);
        assertThat(rows(shards().get(1)).get("tea").after()).containsExactly(6);
    }

    @Test
    void afterARestoreTheRowGrowsOn() throws Exception {
        change("tea", "cup", 1, 0, 100);
        watermark(99);
        change("tea", "cup", 1, 0, 200);
        due(200);
        OperatorSubtaskState state = operator.snapshot(1, 1);
        operator.close();
        operator = operator();
        operator.initializeState(state);
        operator.open();
        watermark(199);
        assertThat(operator.extractOutputValues()).singleElement()
                .satisfies(row -> assertThat(row.degree()).isEqualTo(2));
        assertThat(snapshot().get("tea").after()).containsExactly(2);
    }

    private void change(String item, String neighbour, double after, double before, long boundary) throws Exception {
        operator.processElement1(new RowChange(item, new String[] {neighbour}, new double[] {after},
                new double[] {before}, boundary), boundary - 1);
    }

    private void due(long boundary) throws Exception {
        operator.processElement2(new IntervalCounts(boundary, 1, 0, 0), boundary - 1);
    }

    private void watermark(long time) throws Exception {
        operator.processBothWatermarks(new Watermark(time));
    }

    private TreeMap<String, DirectedRow> snapshot() throws Exception {
        assertThat(shards()).hasSize(1);
        return rows(shards().get(0));
    }

    private List<EdgeShard> shards() {
        return operator.getSideOutput(GrowGraph.SHARDS).stream().map(record -> record.getValue()).toList();
    }

    private TreeMap<String, DirectedRow> rows(EdgeShard shard) throws Exception {
        TreeMap<String, DirectedRow> rows = new TreeMap<>();
        EdgeShardReader.read(store.read(shard.file()), rows::put);
        return rows;
    }

    private KeyedTwoInputStreamOperatorTestHarness<String, RowChange, IntervalCounts, CooccurrenceEdges> operator()
            throws Exception {
        KeySelector<IntervalCounts, String> broadcast = counts -> "unused";
        return new KeyedTwoInputStreamOperatorTestHarness<>(
                new GrowGraph(store), RowChange::itemId, broadcast, Types.STRING);
    }
}
