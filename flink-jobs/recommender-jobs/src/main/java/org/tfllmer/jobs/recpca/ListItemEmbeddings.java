/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.recpca;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.util.Collector;
import org.tfllmer.backbone.BackboneFile;
import org.tfllmer.jobs.snapshots.SnapshotStore;
import org.tfllmer.jobs.topics.ItemVectorChange;
import org.tfllmer.recpca.ReducedItems;
import org.tfllmer.schemas.EmbeddingSource;
import org.tfllmer.schemas.Generation;
import org.tfllmer.schemas.GenerationState;
import org.tfllmer.schemas.ItemEmbedding;

/**
 * Turns a committed generation into one record per item, for those who read the topic and not the files: e where there
 * is a backbone, else the reduced vector.
 */
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
        if (generation.state() != GenerationState.COMMITTED) {
            return;
        }
        ReducedItems solved = GenerationFiles.items(store, generation);
        Optional<BackboneFile> backbone = GenerationFiles.backbone(store, generation);
        ReducedItems listed = backbone.isPresent() ? backbone.get().itemEmbeddings(solved) : solved;
        EmbeddingSource source = backbone.isPresent() ? EmbeddingSource.FINE_TUNED : EmbeddingSource.PROJECTED;
        int d = listed.vectors().columns();
        for (int i = 0; i < listed.items().size(); i++) {
            float[] vector = Arrays.copyOfRange(listed.vectors().values(), i * d, (i + 1) * d);
            out.collect(ItemVectorChange.to(
                    new ItemEmbedding(listed.items().get(i), generation.number(), vector, source)));
        }
    }
}
