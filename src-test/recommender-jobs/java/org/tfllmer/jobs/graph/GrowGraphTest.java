/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;
import org.tfllmer.graph.DirectedRow;
import org.tfllmer.graph.PackedEdges;
import org.tfllmer.jobs.JobSettings;
import org.tfllmer.jobs.OperatorHarness;
import org.tfllmer.jobs.config.GraphOptions;
import org.tfllmer.jobs.config.JobConfig;
import org.tfllmer.schemas.CooccurrenceEdges;

class GrowGraphTest
        extends OperatorHarness<
                KeyedTwoInputStreamOperatorTestHarness<String, RowChange, IntervalCounts, CooccurrenceEdges>> {

    /** What 100 ms leave of a weight. */
    private static final double LEFT_AFTER_100_MS = Math.pow(2, -0.1);

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
    void anIdleRowDecaysWithoutBeingTouched() throws Exception {
        change("tea", "cup", 1, 0, 100);
        watermark(99);
        due(600);
        watermark(599);
        assertThat(operator.extractOutputValues()).hasSize(1);
        assertThat(snapshot().get("tea").after()).containsExactly(Math.sqrt(0.5));
    }

    @Test
    void anEdgeToWhichNothingIsAddedForTheExpiryGoes() throws Exception {
        change("tea", "cup", 1, 0, 100);
        change("tea", "pot", 1, 0, 400);
        watermark(1_098);
        assertThat(operator.extractOutputValues()).hasSize(2);
        watermark(1_099);
        assertThat(neighbours(2)).containsExactly("pot");
        watermark(1_399);
        assertThat(neighbours(3)).isEmpty();
        assertThat(operator.numKeyedStateEntries()).isZero();
    }

    @Test
    void whetherAnEdgeExpiresDoesNotDependOnHowTheWatermarkComes() throws Exception {
        change("tea", "cup", 1, 0, 100);
        change("tea", "pot", 1, 0, 3_000);
        watermark(9_000);
        assertThat(operator.extractOutputValues()).extracting(CooccurrenceEdges::asOf)
                .containsExactly(100L, 1_100L, 3_000L, 4_000L);
        assertThat(neighbours(2)).containsExactly("pot");
    }

    @Test
    void whereAnEdgeExpiresAndAnotherGrowsTheRowIsPublishedOnce() throws Exception {
        change("tea", "cup", 1, 0, 100);
        change("tea", "pot", 1, 0, 1_100);
        watermark(1_099);
        assertThat(operator.extractOutputValues()).hasSize(2);
        assertThat(neighbours(1)).containsExactly("pot");
    }

    @Test
    void anEdgeThatIsCutGoesWhateverItHasGained() throws Exception {
        change("tea", "cup", 1, 0, 100);
        change("tea", "pot", 1, 0, 100);
        watermark(99);
        change("tea", "cup", 5, 0, 200);
        cut("tea", "cup", 200);
        watermark(199);
        assertThat(neighbours(1)).containsExactly("pot");
    }

    @Test
    void aRowThatIsTheSameAfterACutIsNotPublishedAgain() throws Exception {
        change("tea", "cup", 1, 0, 100);
        watermark(99);
        change("tea", "pot", 1, 0, 200);
        cut("tea", "pot", 200);
        watermark(199);
        assertThat(operator.extractOutputValues()).hasSize(1);
    }

    @Test
    void anEdgeThatWasTakenBackIsGone() throws Exception {
        change("tea", "cup", 1, 0, 100);
        change("tea", "pot", 1, 0, 100);
        change("tea", "cup", -1, 0, 100);
        watermark(99);
        assertThat(neighbours(0)).containsExactly("pot");
    }

    private List<String> neighbours(int row) {
        return operator.extractOutputValues().get(row).neighbours().stream()
                .map(CooccurrenceEdges.Neighbour::itemId)
                .toList();
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
        assertThat(shards()).extracting(SnapshotShard::boundary).containsExactly(100L, 200L);
        assertThat(rows(shards().get(0)).get("tea").after()).containsExactly(1);
        assertThat(rows(shards().get(1)).get("tea").after()).containsExactly(LEFT_AFTER_100_MS + 5);
    }

    @Test
    void afterARestoreTheRowGrowsOn() throws Exception {
        change("tea", "cup", 1, 0, 100);
        watermark(99);
        change("tea", "cup", 1, 0, 200);
        due(200);
        operator.prepareSnapshotPreBarrier(1);
        restart();
        watermark(199);
        assertThat(operator.extractOutputValues()).singleElement()
                .satisfies(row -> assertThat(row.degree()).isEqualTo(1 + LEFT_AFTER_100_MS));
        assertThat(snapshot().get("tea").after()).containsExactly(1 + LEFT_AFTER_100_MS);
    }

    private void change(String item, String neighbour, double after, double before, long boundary) throws Exception {
        operator.processElement1(new RowChange(item, boundary, Gains.of(neighbour, after, before)), boundary - 1);
    }

    private void cut(String item, String neighbour, long boundary) throws Exception {
        operator.processElement1(new RowChange(item, boundary, PackedEdges.cutting(List.of(neighbour))), boundary - 1);
    }

    private void due(long boundary) throws Exception {
        operator.processElement2(new IntervalCounts(boundary, 1, 0, 0, 0), boundary - 1);
    }

    private void watermark(long time) throws Exception {
        operator.processBothWatermarks(new Watermark(time));
    }

    private TreeMap<String, DirectedRow> snapshot() throws Exception {
        assertThat(shards()).hasSize(1);
        return rows(shards().get(0));
    }

    private List<SnapshotShard> shards() {
        return operator.getSideOutput(GrowGraph.SHARDS).stream().map(record -> record.getValue()).toList();
    }

    private TreeMap<String, DirectedRow> rows(SnapshotShard shard) throws Exception {
        TreeMap<String, DirectedRow> rows = new TreeMap<>();
        EdgeShardReader.read(store.read(shard.file()), rows::put);
        return rows;
    }

    @Override
    protected KeyedTwoInputStreamOperatorTestHarness<String, RowChange, IntervalCounts, CooccurrenceEdges> operator()
            throws Exception {
        KeySelector<IntervalCounts, String> broadcast = counts -> "unused";
        return new KeyedTwoInputStreamOperatorTestHarness<>(
                new GrowGraph(store, options()), RowChange::itemId, broadcast, Types.STRING);
    }

    /** Half-life and expiry 1 s. */
    private static GraphOptions options() {
        Map<String, String> settings = JobSettings.with("graph.publish-interval", "100 ms");
        settings.put("graph.snapshot-interval", "100 ms");
        settings.put("graph.half-life", "1 s");
        settings.put("graph.edge-expiry", "1 s");
        return JobConfig.of(settings).graph();
    }
}
