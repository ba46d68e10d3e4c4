/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.graph;

import java.util.Arrays;
import java.util.function.Function;

/** Collects each edge once, from the row of its end with the lower index. */
public final class EdgeList {

    private int[] from = new int[1024];
    private int[] to = new int[1024];
    private double[] weights = new double[1024];
    private int size;

    /** @param item index of the row's item, or null if it is not among the items */
    public void add(Integer item, DirectedRow row, Function<String, Integer> index) {
        if (item == null) {
            return;
        }
        for (int i = 0; i < row.size(); i++) {
            Integer neighbour = index.apply(row.neighbours()[i]);
            if (neighbour != null && item < neighbour && row.weight(i) > 0) {
                add(item, neighbour, row.weight(i));
            }
        }
    }

    private void add(int item, int neighbour, double weight) {
        if (size == from.length) {
            from = Arrays.copyOf(from, 2 * size);
            to = Arrays.copyOf(to, 2 * size);
            weights = Arrays.copyOf(weights, 2 * size);
        }
        from[size] = item;
        to[size] = neighbour;
        weights[size++] = weight;
    }

    public SparseGraph toGraph(int nodes) {
        return SparseGraph.of(nodes, Arrays.copyOf(from, size), Arrays.copyOf(to, size),
                Arrays.copyOf(weights, size));
    }
}
