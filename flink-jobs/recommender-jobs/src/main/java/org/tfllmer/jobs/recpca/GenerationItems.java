/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.recpca;

import java.io.IOException;
import java.util.List;
import org.tfllmer.jobs.snapshots.SnapshotStore;
import org.tfllmer.recpca.ReducedItems;
import org.tfllmer.schemas.Generation;

/**
 * The item embeddings of one generation.
 *
 * @param items      n ids
 * @param embeddings n × d, row after row in the order of the ids, not normalised
 */
public record GenerationItems(List<String> items, float[] embeddings, int dimension) {

    /** @throws IOException if the generation has no such file, or the file is not the one announced */
    public static GenerationItems read(SnapshotStore store, Generation generation) throws IOException {
        ReducedItems solved = ReducedItems.read(
                store.read(GenerationFiles.of(generation, GenerationWriter.ITEM_EMBEDDINGS)));
        return new GenerationItems(solved.items(), solved.vectors().values(), solved.vectors().columns());
    }
}
