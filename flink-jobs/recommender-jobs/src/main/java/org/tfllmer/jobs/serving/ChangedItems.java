/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.serving;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tfllmer.serving.ItemIndex;

/**
 * What came after the generation in service was solved: vectors of length 1 of new and changed items, and which items
 * were withdrawn. Few beside the generation; they are put in order for a search when the first one after a change asks.
 */
final class ChangedItems {

    private final int dimension;
    private final Map<String, float[]> vectors = new HashMap<>();
    private final Set<String> withdrawn = new HashSet<>();
    private List<String> order;
    private ItemIndex index;

    ChangedItems(int dimension) {
        this.dimension = dimension;
    }

    void change(String item, float[] vector) {
        withdrawn.remove(item);
        vectors.put(item, vector);
        index = null;
    }

    void withdraw(String item) {
        vectors.remove(item);
        withdrawn.add(item);
        index = null;
    }

    /** The generation's own vector holds again. */
    void restore(String item) {
        vectors.remove(item);
        withdrawn.remove(item);
        index = null;
    }

    /** Whether the generation's own vector of an item, if it has one, no longer holds. */
    boolean supersede(String item) {
        return vectors.containsKey(item) || withdrawn.contains(item);
    }

    /** Null if the item has no vector here. */
    float[] vector(String item) {
        return vectors.get(item);
    }

    List<String> items() {
        return order;
    }

    /** Searchable, numbered as {@link #items}; null if there are none. */
    ItemIndex index() {
        if (index == null && !vectors.isEmpty()) {
            order = new ArrayList<>(vectors.keySet());
            order.sort(null);
            float[] rows = new float[order.size() * dimension];
            for (int i = 0; i < order.size(); i++) {
                System.arraycopy(vectors.get(order.get(i)), 0, rows, i * dimension, dimension);
            }
            index = ItemIndex.of(rows, order.size(), dimension);
        }
        return index;
    }
}
