/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tfllmer.graph.DirectedRow;
import org.tfllmer.jobs.snapshots.SnapshotStore;

class EdgeShardWriterTest {

    private static final DirectedRow OF_TEA = new DirectedRow(
            new String[] {"cup", "\u8336", "x".repeat(256)}, new double[] {1, 0, 1.0 / 3}, new double[] {0, 2, 1e-300});
    private static final DirectedRow OF_CUP =
            new DirectedRow(new String[] {"tea"}, new double[] {0}, new double[] {1});

    @TempDir
    private Path folder;

    private SnapshotStore store;

    @BeforeEach
    void open() {
        store = new SnapshotStore(folder.toUri().toString());
    }

    @Test
    void rowsAreReadBackAsTheyWereAndSortedByItem() throws IOException {
        EdgeShardWriter writer = new EdgeShardWriter();
        writer.add("tea", OF_TEA);
        writer.add("cup", OF_CUP);
        Map<String, DirectedRow> rows = read(writer.write(store, 100, 0, 4));
        assertThat(rows.keySet()).containsExactly("cup", "tea");
        assertThat(rows).usingRecursiveComparison().isEqualTo(Map.of("tea", OF_TEA, "cup", OF_CUP));
    }

    @Test
    void aShardSaysWhatIsInItAndLiesUnderItsBoundaryAndSubtask() throws IOException {
        EdgeShardWriter writer = new EdgeShardWriter();
        writer.add("tea", OF_TEA);
        writer.add("cup", OF_CUP);
        SnapshotShard shard = writer.write(store, 100, 3, 4);
        assertThat(shard.boundary()).isEqualTo(100);
        assertThat(shard.rows()).isEqualTo(2);
        assertThat(shard.entries()).isEqualTo(4);
        assertThat(shard.file().path()).isEqualTo("graph/100/edges-3.safetensors");
    }

    @Test
    void aSubtaskWithoutItemsWritesAShardWithoutRows() throws IOException {
        SnapshotShard shard = new EdgeShardWriter().write(store, 100, 0, 4);
        assertThat(shard.rows()).isZero();
        assertThat(read(shard)).isEmpty();
    }

    @Test
    void theOrderInWhichRowsComeDoesNotShowInTheFile() throws IOException {
        EdgeShardWriter one = new EdgeShardWriter();
        one.add("tea", OF_TEA);
        one.add("cup", OF_CUP);
        EdgeShardWriter other = new EdgeShardWriter();
        other.add("cup", OF_CUP);
        other.add("tea", OF_TEA);
        assertThat(one.write(store, 100, 0, 4).file()).isEqualTo(other.write(store, 100, 0, 4).file());
    }

    private Map<String, DirectedRow> read(SnapshotShard shard) throws IOException {
        Map<String, DirectedRow> rows = new LinkedHashMap<>();
        EdgeShardReader.read(store.read(shard.file()), rows::put);
        return rows;
    }
}
