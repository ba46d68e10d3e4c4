/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.recpca;

import java.io.IOException;
import java.util.Arrays;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.util.Collector;
import org.tfllmer.jobs.snapshots.SnapshotStore;
import org.tfllmer.jobs.topics.ItemVectorChange;
import org.tfllmer.recpca.ReducedItems;
import org.tfllmer.schemas.EmbeddingSource;
import org.tfllmer.schemas.Generation;
import org.tfllmer.schemas.GenerationState;
import org.tfllmer.schemas.ItemEmbedding;

/** Turns a generation into one record per item, for those who read the topic and not the files. */
public final class ListItemEmbeddings implements FlatMapFunction<Generation, ItemVectorChange> {

    /** Identifies this operator in every savepoint; never change it. */
    public static final String UID = "list-item-embeddings";

    private static final long serialVersionUID = 1L;

    private final SnapshotStore store;

    public ListItemEmbeddings(SnapshotStore store) {
        this.store = store;
    }

    @Override
    public void flatMap(Generation generation, Collector<ItemVectorChange> out) throws IOException {
        if (generation.state() == GenerationState.REVOKED) {
            return;
        }
        ReducedItems solved = GenerationFiles.items(store, generation);
        int d = solved.vectors().columns();
        for (int i = 0; i < solved.items().size(); i++) {
            float[] vector = Arrays.copyOfRange(solved.vectors().values(), i * d, (i + 1) * d);
            out.collect(ItemVectorChange.to(new ItemEmbedding(
                    solved.items().get(i), generation.number(), vector, EmbeddingSource.PROJECTED)));
        }
    }
}
