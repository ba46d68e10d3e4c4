/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.schemas;

/** What an item embedding must satisfy to be scored. */
public final class ItemEmbeddingRules implements Rules<ItemEmbedding> {

    @Override
    public void check(ItemEmbedding embedding) throws MalformedRecordException {
        FieldRules.id("itemId", embedding.itemId());
        FieldRules.atLeast(0, "generation", embedding.generation());
        int length = embedding.vector().length;
        FieldRules.require(length > 0, "vector", "must hold 1 number or more", length);
        FieldRules.finite("vector", embedding.vector());
    }
}
