/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.recpca;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.tfllmer.jobs.snapshots.SnapshotStore;
import org.tfllmer.tensors.NamedTensors;
import org.tfllmer.tensors.Tensor;

/** Collects embeddings and writes them, sorted by item: {@code items} (texts) and {@code embeddings} (F32, n × D). */
final class VectorShardWriter {

    static final String ROLE = "vectors";

    /** Holds a folder for each boundary. */
    static final String FOLDER = "items/";

    private final int dimension;
    private final Map<String, float[]> vectors = new TreeMap<>();
    private long waiting;

    VectorShardWriter(int dimension) {
        this.dimension = dimension;
    }

    /** @param embedding null if the item waits for one */
    void add(String itemId, float[] embedding) {
        if (embedding == null) {
            waiting++;
        } else {
            vectors.put(itemId, embedding);
        }
    }

    VectorShard write(SnapshotStore store, long boundary, int shard) throws IOException {
        float[] values = new float[vectors.size() * dimension];
        int row = 0;
        for (float[] vector : vectors.values()) {
            System.arraycopy(vector, 0, values, row++ * dimension, dimension);
        }
        NamedTensors tensors = NamedTensors.builder()
                .addStrings("items", List.copyOf(vectors.keySet()))
                .add("embeddings", Tensor.of(values, vectors.size(), dimension))
                .build();
        String path = FOLDER + boundary + "/" + ROLE + "-" + shard + ".safetensors";
        return new VectorShard(boundary, store.write(ROLE, path, tensors), waiting);
    }
}
