/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.graph;

import java.util.Arrays;

/**
 * An item's co-occurrence weights in both directions, by neighbour.
 *
 * @param neighbours sorted, distinct
 * @param after      weight of pairs in which this item came after the neighbour
 * @param before     weight of pairs in which this item came before the neighbour
 */
public record DirectedRow(String[] neighbours, double[] after, double[] before) {

    private static final DirectedRow EMPTY = new DirectedRow(new String[0], new double[0], new double[0]);

    public static DirectedRow empty() {
        return EMPTY;
    }

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

    /** Both rows added up, by merging: time O(size + other.size). */
    public DirectedRow plus(DirectedRow other) {
        String[] names = new String[size() + other.size()];
        double[] sumAfter = new double[names.length];
        double[] sumBefore = new double[names.length];
        int count = 0;
        int mine = 0;
        int theirs = 0;
        while (mine < size() || theirs < other.size()) {
            int order = order(mine, other, theirs);
            names[count] = order <= 0 ? neighbours[mine] : other.neighbours[theirs];
            if (order <= 0) {
                sumAfter[count] += after[mine];
                sumBefore[count] += before[mine++];
            }
            if (order >= 0) {
                sumAfter[count] += other.after[theirs];
                sumBefore[count] += other.before[theirs++];
            }
            count++;
        }
        return new DirectedRow(
                Arrays.copyOf(names, count), Arrays.copyOf(sumAfter, count), Arrays.copyOf(sumBefore, count));
    }

    private int order(int mine, DirectedRow other, int theirs) {
        if (mine == size()) {
            return 1;
        }
        return theirs == other.size() ? -1 : neighbours[mine].compareTo(other.neighbours[theirs]);
    }
}
