/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.backbone;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tfllmer.recpca.ReducedItems;

/** The items that a backbone can know: those whose projected vector has a direction. */
final class Catalogue {

    private final List<String> items = new ArrayList<>();
    private final Map<String, Integer> indices = new HashMap<>();
    private final int dimension;
    private final float[] base;

    private Catalogue(int dimension, float[] base) {
        this.dimension = dimension;
        this.base = base;
    }

    static Catalogue of(ReducedItems projected) {
        int d = projected.vectors().columns();
        float[] values = projected.vectors().values();
        Catalogue catalogue = new Catalogue(d, new float[values.length]);
        for (int item = 0; item < projected.items().size(); item++) {
            catalogue.add(projected.items().get(item), values, item * d, d);
        }
        return catalogue;
    }

    /** The items that a file names, in its order. */
    static Catalogue of(List<String> items) {
        Catalogue catalogue = new Catalogue(0, new float[0]);
        items.forEach(catalogue::add);
        return catalogue;
    }

    private void add(String item, float[] values, int from, int d) {
        boolean directed = false;
        for (int at = from; at < from + d; at++) {
            directed |= values[at] != 0;
        }
        if (directed) {
            System.arraycopy(values, from, base, items.size() * d, d);
            add(item);
        }
    }

    private void add(String item) {
        indices.put(item, items.size());
        items.add(item);
    }

    int size() {
        return items.size();
    }

    List<String> items() {
        return items;
    }

    /** −1 for an item that is not in it. */
    int indexOf(String item) {
        return indices.getOrDefault(item, -1);
    }

    /** z, n × d. */
    float[] base() {
        return Arrays.copyOf(base, items.size() * dimension);
    }

    /** The items of a sequence that are in it, up to but without position {@code end}. */
    int[] indicesOf(String[] sequence, int end) {
        return Arrays.stream(sequence, 0, end).mapToInt(this::indexOf).filter(index -> index >= 0).toArray();
    }
}
