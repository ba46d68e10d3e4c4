/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.graph;

import java.util.Arrays;
import java.util.Locale;

/**
 * The Laplacian of a co-occurrence graph, by products only.
 *
 *   normalised     L = I − K^(−½) A K^(−½)      combinatorial  L = (K − A) / k̄
 *   k̄  mean degree over the nodes with neighbours, so that both have the same trace
 *   both are       Lᵢᵢ = f dᵢ,  Lᵢⱼ = −f sᵢ Aᵢⱼ sⱼ   with f = 1, dᵢ = 1, sᵢ = kᵢ^(−½)  or  f = 1/k̄, dᵢ = kᵢ, sᵢ = 1
 *
 * A changed edge changes d and s of its two ends only; f alone depends on the whole graph.
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
    private final double factor;

    public Laplacian(SparseGraph graph, Form form) {
        this.graph = graph;
        this.diagonal = new double[graph.nodes()];
        this.scale = new double[graph.nodes()];
        this.factor = form == Form.NORMALISED || graph.edges() == 0 ? 1 : 1 / meanDegree(graph);
        for (int node = 0; node < graph.nodes(); node++) {
            if (!graph.isIsolated(node)) {
                double degree = graph.degree(node);
                diagonal[node] = form == Form.NORMALISED ? 1 : degree;
                scale[node] = form == Form.NORMALISED ? 1 / Math.sqrt(degree) : 1;
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

    /** f. */
    public double factor() {
        return factor;
    }

    /** dᵢ; 0 for a node without neighbours. */
    public double diagonal(int node) {
        return diagonal[node];
    }

    /** sᵢ; 0 for a node without neighbours. */
    public double scale(int node) {
        return scale[node];
    }

    /** The sum of its eigenvalues. */
    public double trace() {
        return factor * Arrays.stream(diagonal).sum();
    }

    /** A bound on the largest eigenvalue: twice the largest diagonal entry (Gershgorin, after a similarity). */
    public double bound() {
        double largest = 0;
        for (double entry : diagonal) {
            largest = Math.max(largest, entry);
        }
        return 2 * factor * largest;
    }

    /**
     * target = L · block, for a block of vectors held row after row.
     *
     * @param block nodes × columns
     * @param target nodes × columns, overwritten; not {@code block}
     */
    public void multiply(double[] block, int columns, double[] target) {
        for (int node = 0; node < graph.nodes(); node++) {
            multiplyRow(node, block, columns, target, node * columns);
        }
    }

    /** One row of L · block, written to target from {@code start} on. */
    public void multiplyRow(int node, double[] block, int columns, double[] target, int start) {
        int column = 0;
        for (; column + 8 <= columns; column += 8) {
            multiplyEight(node, block, columns, column, target, start + column);
        }
        for (; column < columns; column++) {
            multiplyOne(node, block, columns, column, target, start + column);
        }
    }

    /** Eight sums stay in registers over all neighbours, which is twice as fast as adding row to row. */
    private void multiplyEight(int node, double[] block, int columns, int column, double[] target, int to) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        double s4 = 0;
        double s5 = 0;
        double s6 = 0;
        double s7 = 0;
        for (int at = graph.firstNeighbour(node); at < graph.firstNeighbour(node + 1); at++) {
            int neighbour = graph.neighbour(at);
            double weight = graph.weight(at) * scale[neighbour];
            int from = neighbour * columns + column;
            s0 += weight * block[from];
            s1 += weight * block[from + 1];
            s2 += weight * block[from + 2];
            s3 += weight * block[from + 3];
            s4 += weight * block[from + 4];
            s5 += weight * block[from + 5];
            s6 += weight * block[from + 6];
            s7 += weight * block[from + 7];
        }
        double own = factor * diagonal[node];
        double share = factor * scale[node];
        int of = node * columns + column;
        target[to] = own * block[of] - share * s0;
        target[to + 1] = own * block[of + 1] - share * s1;
        target[to + 2] = own * block[of + 2] - share * s2;
        target[to + 3] = own * block[of + 3] - share * s3;
        target[to + 4] = own * block[of + 4] - share * s4;
        target[to + 5] = own * block[of + 5] - share * s5;
        target[to + 6] = own * block[of + 6] - share * s6;
        target[to + 7] = own * block[of + 7] - share * s7;
    }

    private void multiplyOne(int node, double[] block, int columns, int column, double[] target, int to) {
        double sum = 0;
        for (int at = graph.firstNeighbour(node); at < graph.firstNeighbour(node + 1); at++) {
            int neighbour = graph.neighbour(at);
            sum += graph.weight(at) * scale[neighbour] * block[neighbour * columns + column];
        }
        target[to] = factor * (diagonal[node] * block[node * columns + column] - scale[node] * sum);
    }

    /**
     * One row of L · block, for a block held as an array for each node: twice as fast where those are long.
     *
     * @param block nodes arrays, each as long as the target
     * @param target overwritten; none of the block's
     */
    public void multiplyRow(int node, double[][] block, double[] target) {
        double[] own = block[node];
        double weightOfOwn = factor * diagonal[node];
        for (int k = 0; k < target.length; k++) {
            target[k] = weightOfOwn * own[k];
        }
        double share = -factor * scale[node];
        int at = graph.firstNeighbour(node);
        int end = share == 0 ? at : graph.firstNeighbour(node + 1);
        for (; at + 4 <= end; at += 4) {
            addFour(target, share * entry(at), block[graph.neighbour(at)], share * entry(at + 1),
                    block[graph.neighbour(at + 1)], share * entry(at + 2), block[graph.neighbour(at + 2)],
                    share * entry(at + 3), block[graph.neighbour(at + 3)]);
        }
        for (; at < end; at++) {
            addOne(target, share * entry(at), block[graph.neighbour(at)]);
        }
    }

    private double entry(int at) {
        return graph.weight(at) * scale[graph.neighbour(at)];
    }

    /** Four at a time: the sum is read and written a quarter as often. */
    private static void addFour(double[] row, double a, double[] ofA, double b, double[] ofB, double c, double[] ofC,
            double d, double[] ofD) {
        for (int k = 0; k < row.length; k++) {
            row[k] += a * ofA[k] + b * ofB[k] + c * ofC[k] + d * ofD[k];
        }
    }

    private static void addOne(double[] row, double factor, double[] other) {
        for (int k = 0; k < row.length; k++) {
            row[k] += factor * other[k];
        }
    }

    /** tr(BᵀLB), the total variation of a block of vectors held row after row. */
    public double totalVariation(double[] block, int columns) {
        double sum = 0;
        for (int node = 0; node < graph.nodes(); node++) {
            sum += diagonal[node] * dot(block, node * columns, node * columns, columns);
            for (int at = graph.firstNeighbour(node); at < graph.firstNeighbour(node + 1); at++) {
                int neighbour = graph.neighbour(at);
                if (neighbour > node) {
                    double entry = scale[node] * graph.weight(at) * scale[neighbour];
                    sum -= 2 * entry * dot(block, node * columns, neighbour * columns, columns);
                }
            }
        }
        return factor * sum;
    }

    private static double dot(double[] block, int one, int other, int length) {
        double sum = 0;
        for (int k = 0; k < length; k++) {
            sum += block[one + k] * block[other + k];
        }
        return sum;
    }
}
