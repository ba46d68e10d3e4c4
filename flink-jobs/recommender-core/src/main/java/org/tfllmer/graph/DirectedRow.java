/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.graph;

/**
 * An item's co-occurrence weights in both directions, by neighbour.
 *
 * @param neighbours sorted by their ids' bytes in UTF-8, distinct
 * @param after      weight of pairs in which this item came after the neighbour
 * @param before     weight of pairs in which this item came before the neighbour
 */
public record DirectedRow(String[] neighbours, double[] after, double[] before) {

    public int size() {
        return neighbours.length;
    }

    /** Weight of the undirected edge to the neighbour at a position. */
    public double weight(int position) {
        return after[position] + before[position];
    }

    /** Sum of all undirected weights. */
    public double degree() {
        double degree = 0;
        for (int i = 0; i < neighbours.length; i++) {
            degree += weight(i);
        }
        return degree;
    }
}
