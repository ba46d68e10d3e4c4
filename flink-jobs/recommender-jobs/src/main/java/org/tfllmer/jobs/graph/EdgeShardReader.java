/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.graph;

import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import org.tfllmer.graph.DirectedRow;
import org.tfllmer.tensors.NamedTensors;
import org.tfllmer.tensors.TensorType;

/** Reads the rows of one shard of a graph snapshot. */
public final class EdgeShardReader {

    private EdgeShardReader() {}

    /** Hands each item and its row to {@code row}, in the order of the file. */
    public static void read(NamedTensors shard, BiConsumer<String, DirectedRow> row) {
        List<String> items = shard.strings("items");
        List<String> names = shard.strings("names");
        long[] offsets = shard.tensor("offsets", TensorType.I64, items.size() + 1).longs();
        int[] neighbours = shard.tensor("neighbours", TensorType.I32, NamedTensors.ANY).ints();
        double[] after = shard.tensor("after", TensorType.F64, neighbours.length).doubles();
        double[] before = shard.tensor("before", TensorType.F64, neighbours.length).doubles();
        for (int i = 0; i < items.size(); i++) {
            int from = Math.toIntExact(offsets[i]);
            int to = Math.toIntExact(offsets[i + 1]);
            String[] ids = Arrays.stream(neighbours, from, to).mapToObj(names::get).toArray(String[]::new);
            row.accept(items.get(i), new DirectedRow(ids, Arrays.copyOfRange(after, from, to),
                    Arrays.copyOfRange(before, from, to)));
        }
    }
}
