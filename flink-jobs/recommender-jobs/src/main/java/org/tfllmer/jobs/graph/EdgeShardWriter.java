/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.graph;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.tfllmer.graph.DirectedRow;
import org.tfllmer.jobs.snapshots.SnapshotStore;
import org.tfllmer.schemas.SnapshotFile;
import org.tfllmer.tensors.NamedTensors;
import org.tfllmer.tensors.Tensor;

/**
 * Collects rows of the graph and writes them as one safetensors file, rows sorted by item:
 * <pre>
 *   items        texts   the row's item
 *   offsets      I64     entries of row r are offsets[r] … offsets[r + 1] - 1
 *   neighbours   I32     per entry, index into names
 *   after        F64     per entry, weight of pairs in which the item came after the neighbour
 *   before       F64     per entry, weight of pairs in which it came before
 *   names        texts   every neighbour once
 * </pre>
 */
public final class EdgeShardWriter {

    public static final String ROLE = "edges";

    private final Map<String, DirectedRow> rows = new TreeMap<>();

    /** A row without edges is left out. */
    void add(String itemId, DirectedRow row) {
        if (row.size() > 0) {
            rows.put(itemId, row);
        }
    }

    SnapshotShard write(SnapshotStore store, long boundary, int subtask, int subtasks) throws IOException {
        String path = "graph/" + boundary + "/" + ROLE + "-" + subtask + ".safetensors";
        long ends = rows.values().stream().mapToLong(DirectedRow::size).sum();
        SnapshotFile file = store.write(ROLE, path, tensors(Math.toIntExact(ends)));
        return new SnapshotShard(boundary, subtask, subtasks, file, rows.size(), ends);
    }

    private NamedTensors tensors(int ends) {
        long[] offsets = new long[rows.size() + 1];
        int[] neighbours = new int[ends];
        double[] after = new double[ends];
        double[] before = new double[ends];
        Map<String, Integer> names = new LinkedHashMap<>();
        int row = 0;
        int at = 0;
        for (DirectedRow of : rows.values()) {
            System.arraycopy(of.after(), 0, after, at, of.size());
            System.arraycopy(of.before(), 0, before, at, of.size());
            for (String neighbour : of.neighbours()) {
                neighbours[at++] = names.computeIfAbsent(neighbour, unknown -> names.size());
            }
            offsets[++row] = at;
        }
        return NamedTensors.builder()
                .addStrings("items", List.copyOf(rows.keySet()))
                .add("offsets", Tensor.of(offsets, offsets.length))
                .add("neighbours", Tensor.of(neighbours, ends))
                .add("after", Tensor.of(after, ends))
                .add("before", Tensor.of(before, ends))
                .addStrings("names", new ArrayList<>(names.keySet()))
                .build();
    }
}
