/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.recpca;

import java.io.IOException;
import java.util.List;
import org.tfllmer.jobs.snapshots.SnapshotStore;
import org.tfllmer.schemas.Generation;
import org.tfllmer.tensors.NamedTensors;
import org.tfllmer.tensors.Tensor;
import org.tfllmer.tensors.TensorType;

/**
 * The item embeddings of one generation.
 *
 * @param items      n ids
 * @param embeddings n × d, row after row in the order of the ids, not normalised
 */
public record GenerationItems(List<String> items, float[] embeddings, int dimension) {

    /** @throws IOException if the generation has no such file, or the file is not the one announced */
    public static GenerationItems read(SnapshotStore store, Generation generation) throws IOException {
        NamedTensors file = store.read(GenerationFiles.of(generation, GenerationWriter.ITEM_EMBEDDINGS));
        List<String> items = file.strings("items");
        Tensor embeddings = file.tensor("embeddings", TensorType.F32, items.size(), NamedTensors.ANY);
        return new GenerationItems(items, embeddings.floats(), embeddings.shape()[1]);
    }
}
