/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.graph;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** Adds up directed co-occurrences of one item until they are read as a row. */
public final class DirectedWeights {

    private static final int AFTER = 0;
    private static final int BEFORE = 1;

    private final Map<String, double[]> weights = new HashMap<>();

    public void addAfter(String neighbour, double weight) {
        of(neighbour)[AFTER] += weight;
    }

    public void addBefore(String neighbour, double weight) {
        of(neighbour)[BEFORE] += weight;
    }

    public void add(DirectedRow row) {
        for (int i = 0; i < row.size(); i++) {
            double[] weight = of(row.neighbours()[i]);
            weight[AFTER] += row.after()[i];
            weight[BEFORE] += row.before()[i];
        }
    }

    private double[] of(String neighbour) {
        return weights.computeIfAbsent(neighbour, unknown -> new double[2]);
    }

    public DirectedRow toRow() {
        int size = weights.size();
        DirectedRow row = new DirectedRow(new String[size], new double[size], new double[size]);
        int at = 0;
        for (Map.Entry<String, double[]> entry : new TreeMap<>(weights).entrySet()) {
            row.neighbours()[at] = entry.getKey();
            row.after()[at] = entry.getValue()[AFTER];
            row.before()[at++] = entry.getValue()[BEFORE];
        }
        return row;
    }
}
