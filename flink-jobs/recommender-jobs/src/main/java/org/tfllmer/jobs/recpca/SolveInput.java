/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.recpca;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.tfllmer.graph.EdgeList;
import org.tfllmer.graph.SparseGraph;
import org.tfllmer.jobs.graph.EdgeShardReader;
import org.tfllmer.jobs.snapshots.SnapshotStore;
import org.tfllmer.schemas.SnapshotFile;
import org.tfllmer.tensors.Float32Matrix;
import org.tfllmer.tensors.NamedTensors;
import org.tfllmer.tensors.TensorType;

/**
 * What one solve reads, put together from the shards.
 *
 * @param items      with a vector, sorted, so that the order does not depend on how many subtasks wrote them
 * @param embeddings n × D in the same order
 * @param graph      over the same n items; edges to items without a vector are left out
 */
record SolveInput(List<String> items, Float32Matrix embeddings, SparseGraph graph) {

    static SolveInput read(SnapshotStore store, SolveRequest request, int dimension) throws IOException {
        Map<String, float[]> vectors = new TreeMap<>();
        for (SnapshotFile file : request.vectors()) {
            addVectors(store.read(file), dimension, vectors);
        }
        List<String> items = List.copyOf(vectors.keySet());
        return new SolveInput(items, stacked(vectors, dimension), graph(store, request.edges(), items));
    }

    private static void addVectors(NamedTensors shard, int dimension, Map<String, float[]> vectors) {
        List<String> items = shard.strings("items");
        float[] values = shard.tensor("embeddings", TensorType.F32, items.size(), dimension).floats();
        for (int i = 0; i < items.size(); i++) {
            vectors.put(items.get(i), Arrays.copyOfRange(values, i * dimension, (i + 1) * dimension));
        }
    }

    private static Float32Matrix stacked(Map<String, float[]> vectors, int dimension) {
        float[] values = new float[vectors.size() * dimension];
        int row = 0;
        for (float[] vector : vectors.values()) {
            System.arraycopy(vector, 0, values, row++ * dimension, dimension);
        }
        return new Float32Matrix(vectors.size(), dimension, values);
    }

    private static SparseGraph graph(SnapshotStore store, List<SnapshotFile> shards, List<String> items)
            throws IOException {
        Map<String, Integer> index = new HashMap<>();
        items.forEach(item -> index.put(item, index.size()));
        EdgeList edges = new EdgeList();
        for (SnapshotFile file : shards) {
            EdgeShardReader.read(store.read(file), (item, row) -> edges.add(index.get(item), row, index::get));
        }
        return edges.toGraph(items.size());
    }
}
