/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.schemas;

/**
 * An item's vector in one generation.
 *
 * @param vector d long, not normalised
 */
public record ItemEmbedding(String itemId, long generation, float[] vector, EmbeddingSource source) {}
