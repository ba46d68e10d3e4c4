/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.recpca;

import java.util.List;
import org.tfllmer.tensors.Float32Matrix;
import org.tfllmer.tensors.NamedTensors;
import org.tfllmer.tensors.Tensor;
import org.tfllmer.tensors.TensorType;

/**
 * The reduced vectors of items that have names.
 *
 * @param items ids
 * @param vectors n × d, in the order of the ids
 */
public record ReducedItems(List<String> items, Float32Matrix vectors) {

    private static final String ITEMS = "items";
    private static final String EMBEDDINGS = "embeddings";

    /**
     * @throws java.util.NoSuchElementException if a tensor is missing
     * @throws IllegalArgumentException if the type or shape of one is another
     */
    public static ReducedItems read(NamedTensors file) {
        List<String> items = file.strings(ITEMS);
        Tensor vectors = file.tensor(EMBEDDINGS, TensorType.F32, items.size(), NamedTensors.ANY);
        return new ReducedItems(items, new Float32Matrix(items.size(), vectors.shape()[1], vectors.floats()));
    }

    /** As a file holds them: items (texts), embeddings F32 [n, d]. */
    public NamedTensors tensors() {
        return NamedTensors.builder().addStrings(ITEMS, items).add(EMBEDDINGS, Tensor.of(vectors)).build();
    }

    /** For each of the items of a later solve its index here, or −1. */
    public int[] indicesOf(List<String> later) {
        return ItemIndices.of(items, later);
    }
}
