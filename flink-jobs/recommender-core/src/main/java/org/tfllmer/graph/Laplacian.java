/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.graph;

import java.util.Locale;

/**
 * The Laplacian of a co-occurrence graph, by products only.
 *
 *   normalised     L = I − K^(−½) A K^(−½)      combinatorial  L = (K − A) / k̄
 *   k̄  mean degree over the nodes with neighbours, so that both have the same trace
 *   both are       Lᵢᵢ = dᵢ,  Lᵢⱼ = −sᵢ Aᵢⱼ sⱼ   with dᵢ = 1, sᵢ = kᵢ^(−½)  or  dᵢ = kᵢ / k̄, sᵢ = k̄^(−½)
 *
 * A node without neighbours has a zero row: it adds no total variation. L is symmetric and has no negative eigenvalue.
 */
public final class Laplacian {

    /** Which Laplacian. */
    public enum Form {
        /** Every node counts alike, whatever its degree. */
        NORMALISED,
        /** A node counts by its degree. */
        COMBINATORIAL;

        /** How the option's value is written. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final SparseGraph graph;
    private final double[] diagonal;
    private final double[] scale;

    public Laplacian(SparseGraph graph, Form form) {
        this.graph = graph;
        this.diagonal = new double[graph.nodes()];
        this.scale = new double[graph.nodes()];
        double meanDegree = meanDegree(graph);
        for (int node = 0; node < graph.nodes(); node++) {
            if (!graph.isIsolated(node)) {
                double degree = graph.degree(node);
                diagonal[node] = form == Form.NORMALISED ? 1 : degree / meanDegree;
                scale[node] = 1 / Math.sqrt(form == Form.NORMALISED ? degree : meanDegree);
            }
        }
    }

    private static double meanDegree(SparseGraph graph) {
        double sum = 0;
        int connected = 0;
        for (int node = 0; node < graph.nodes(); node++) {
            sum += graph.degree(node);
            connected += graph.isIsolated(node) ? 0 : 1;
        }
        return sum / connected;
    }

    public SparseGraph graph() {
        return graph;
    }

    /** Lᵢᵢ; 0 for a node without neighbours. */
    public double diagonal(int node) {
        return diagonal[node];
    }

    /** sᵢ; 0 for a node without neighbours. */
    public double scale(int node) {
        return scale[node];
    }

    /** A bound on the largest eigenvalue: twice the largest diagonal entry (Gershgorin, after a similarity). */
    public double bound() {
        double largest = 0;
        for (double entry : diagonal) {
            largest = Math.max(largest, entry);
        }
        return 2 * largest;
    }

    /**
     * target = L · block, for a block of vectors held row after row.
     *
     * @param block nodes × columns
     * @param target nodes × columns, overwritten; not {@code block}
     */
    public void multiply(double[] block, int columns, double[] target) {
        for (int node = 0; node < graph.nodes(); node++) {
            int row = node * columns;
            for (int k = 0; k < columns; k++) {
                target[row + k] = diagonal[node] * block[row + k];
            }
            for (int at = graph.firstNeighbour(node); at < graph.firstNeighbour(node + 1); at++) {
                int neighbour = graph.neighbour(at);
                double factor = scale[node] * graph.weight(at) * scale[neighbour];
                int other = neighbour * columns;
                for (int k = 0; k < columns; k++) {
                    target[row + k] -= factor * block[other + k];
                }
            }
        }
    }
}
