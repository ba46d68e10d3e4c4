/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.topics;

import org.tfllmer.schemas.EmbeddingSource;
import org.tfllmer.schemas.ItemEmbedding;

/**
 * One record of the item-embeddings topic: an item's newest vector, or its withdrawal.
 *
 * @param embedding null if the item is withdrawn
 */
public record ItemVectorChange(String itemId, ItemEmbedding embedding) {

    public static ItemVectorChange to(ItemEmbedding embedding) {
        return new ItemVectorChange(embedding.itemId(), embedding);
    }

    public static ItemVectorChange withdrawn(String itemId) {
        return new ItemVectorChange(itemId, null);
    }

    public boolean isWithdrawal() {
        return embedding == null;
    }

    /** Whether it repeats what the files of a committed generation say. */
    public boolean isFineTuned() {
        return embedding != null && embedding.source() == EmbeddingSource.FINE_TUNED;
    }
}
