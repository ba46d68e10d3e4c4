/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.recpca;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds items of one solve among those of another. */
public final class ItemIndices {

    private ItemIndices() {
    }

    /** For each of the later items its index among the earlier ones, or −1. */
    public static int[] of(List<String> earlier, List<String> later) {
        Map<String, Integer> index = new HashMap<>();
        earlier.forEach(item -> index.put(item, index.size()));
        return later.stream().mapToInt(item -> index.getOrDefault(item, -1)).toArray();
    }
}
