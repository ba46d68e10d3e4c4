/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.schemas;

import java.util.Arrays;
import java.util.Objects;

/**
 * An item's vector in one generation.
 *
 * @param vector d long, not normalised
 */
public record ItemEmbedding(String itemId, long generation, float[] vector, EmbeddingSource source) {

    /** Two embeddings are equal if their vectors hold the same numbers. */
    @Override
    public boolean equals(Object other) {
        return other instanceof ItemEmbedding embedding
                && Objects.equals(itemId, embedding.itemId)
                && generation == embedding.generation
                && Arrays.equals(vector, embedding.vector)
                && source == embedding.source;
    }

    @Override
    public int hashCode() {
        return Objects.hash(itemId, generation, Arrays.hashCode(vector), source);
    }
}
