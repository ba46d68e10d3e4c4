/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.recpca;

import java.util.BitSet;
import java.util.stream.IntStream;
import org.tfllmer.tensors.Float32Matrix;

/**
 * The solve before, and where its items are now.
 *
 * @param items Z then, in the order of then
 * @param indices for each item now its index then, or −1; no index twice
 */
public record Predecessor(Basis basis, Float32Matrix items, int[] indices) {

    public Predecessor {
        BitSet seen = new BitSet();
        for (int item = 0; item < indices.length; item++) {
            int index = indices[item];
            if (index < -1 || index >= items.rows() || index >= 0 && seen.get(index)) {
                throw new IllegalArgumentException("Item " + item + " cannot have been item " + index + " of "
                        + items.rows());
            }
            if (index >= 0) {
                seen.set(index);
            }
        }
    }

    /** @param indices for each item now its index then, or −1; no index twice */
    public Predecessor(RecPcaSolution solution, int[] indices) {
        this(solution.basis(), solution.items(), indices);
    }

    /** A predecessor with the same items in the same order. */
    public static Predecessor withSameItems(RecPcaSolution solution) {
        return new Predecessor(solution, IntStream.range(0, solution.items().rows()).toArray());
    }

    int commonItems() {
        return (int) IntStream.of(indices).filter(index -> index >= 0).count();
    }

    /** Reads Z then, of some items in the order of now, d numbers each: zeros where an item is new. */
    void read(int first, int count, double[] target) {
        int dimension = items.columns();
        float[] values = items.values();
        for (int i = 0; i < count; i++) {
            int index = indices[first + i];
            for (int j = 0; j < dimension; j++) {
                target[i * dimension + j] = index < 0 ? 0 : values[index * dimension + j];
            }
        }
    }
}
