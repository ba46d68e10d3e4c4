/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.graph;

import java.util.Arrays;

/**
 * The co-occurrence graph of one solve: symmetric, weighted, without loops, in compressed rows.
 *
 *   A  nodes × nodes  weights Aᵢⱼ = Aⱼᵢ > 0, diagonal 0      kᵢ = Σⱼ Aᵢⱼ  degree of node i
 *
 * Each row's neighbours ascend. Immutable. Memory: 24 bytes an edge and 12 a node.
 */
public final class SparseGraph {

    private final int[] starts;
    private final int[] neighbours;
    private final double[] weights;
    private final double[] degrees;

    private SparseGraph(int[] starts, int[] neighbours, double[] weights) {
        this.starts = starts;
        this.neighbours = neighbours;
        this.weights = weights;
        this.degrees = new double[starts.length - 1];
        for (int node = 0; node < degrees.length; node++) {
            for (int at = starts[node]; at < starts[node + 1]; at++) {
                degrees[node] += weights[at];
            }
        }
    }

    /**
     * A graph from a list of edges. (i, j) and (j, i) are the same edge; what is listed more than once is summed.
     *
     * @param nodes how many nodes there are, with or without edges
     * @throws IllegalArgumentException if the lists differ in length, a node is outside 0 … nodes − 1, an edge joins a
     *     node with itself, or a weight is not a finite number above 0
     */
    public static SparseGraph of(int nodes, int[] from, int[] to, double[] weight) {
        check(nodes, from, to, weight);
        int[] starts = starts(nodes, from, to);
        int[] next = starts.clone();
        int[] neighbours = new int[starts[nodes]];
        double[] weights = new double[starts[nodes]];
        for (int edge = 0; edge < from.length; edge++) {
            int there = next[from[edge]]++;
            neighbours[there] = to[edge];
            weights[there] = weight[edge];
            int back = next[to[edge]]++;
            neighbours[back] = from[edge];
            weights[back] = weight[edge];
        }
        return merged(transposed(starts, neighbours, weights));
    }

    /** A graph of isolated nodes. */
    public static SparseGraph withoutEdges(int nodes) {
        return of(nodes, new int[0], new int[0], new double[0]);
    }

    public int nodes() {
        return degrees.length;
    }

    /** How many edges there are, each counted once. */
    public int edges() {
        return neighbours.length / 2;
    }

    public double degree(int node) {
        return degrees[node];
    }

    public boolean isIsolated(int node) {
        return starts[node] == starts[node + 1];
    }

    /** Where the node's neighbours start; they end before {@code firstNeighbour(node + 1)}. */
    public int firstNeighbour(int node) {
        return starts[node];
    }

    /** The neighbour at a position between {@code firstNeighbour(node)} and {@code firstNeighbour(node + 1)}. */
    public int neighbour(int position) {
        return neighbours[position];
    }

    /** The weight of the edge to {@code neighbour(position)}. */
    public double weight(int position) {
        return weights[position];
    }

    /**
     * target = A · block, for a block of vectors held row after row.
     *
     * @param block nodes × columns
     * @param target nodes × columns, overwritten; not {@code block}
     */
    public void multiply(double[] block, int columns, double[] target) {
        Arrays.fill(target, 0, nodes() * columns, 0);
        for (int node = 0; node < nodes(); node++) {
            for (int at = starts[node]; at < starts[node + 1]; at++) {
                for (int k = 0; k < columns; k++) {
                    target[node * columns + k] += weights[at] * block[neighbours[at] * columns + k];
                }
            }
        }
    }

    private static void check(int nodes, int[] from, int[] to, double[] weight) {
        if (from.length != to.length || from.length != weight.length) {
            throw new IllegalArgumentException("Edges need as many ends and weights as starts, were "
                    + from.length + " starts, " + to.length + " ends, " + weight.length + " weights");
        }
        for (int edge = 0; edge < from.length; edge++) {
            String name = "Edge " + from[edge] + " - " + to[edge];
            if (Math.min(from[edge], to[edge]) < 0 || Math.max(from[edge], to[edge]) >= nodes) {
                throw new IllegalArgumentException(name + " leaves the graph of " + nodes + " nodes");
            }
            if (from[edge] == to[edge]) {
                throw new IllegalArgumentException(name + " joins a node with itself");
            }
            if (!(weight[edge] > 0) || Double.isInfinite(weight[edge])) {
                throw new IllegalArgumentException(name + " needs a finite weight above 0, was " + weight[edge]);
            }
        }
    }

    private static int[] starts(int nodes, int[] from, int[] to) {
        int[] starts = new int[nodes + 1];
        for (int edge = 0; edge < from.length; edge++) {
            starts[from[edge] + 1]++;
            starts[to[edge] + 1]++;
        }
        Arrays.parallelPrefix(starts, Math::addExact);
        return starts;
    }

    /** The transpose, which is the same graph with each row's neighbours in order. */
    private static SparseGraph transposed(int[] starts, int[] neighbours, double[] weights) {
        int[] next = starts.clone();
        int[] ordered = new int[neighbours.length];
        double[] orderedWeights = new double[weights.length];
        for (int node = 0; node + 1 < starts.length; node++) {
            for (int at = starts[node]; at < starts[node + 1]; at++) {
                int there = next[neighbours[at]]++;
                ordered[there] = node;
                orderedWeights[there] = weights[at];
            }
        }
        return new SparseGraph(starts, ordered, orderedWeights);
    }

    private static SparseGraph merged(SparseGraph graph) {
        int[] starts = new int[graph.nodes() + 1];
        int kept = 0;
        for (int node = 0; node < graph.nodes(); node++) {
            starts[node] = kept;
            for (int at = graph.starts[node]; at < graph.starts[node + 1]; at++) {
                if (kept > starts[node] && graph.neighbours[kept - 1] == graph.neighbours[at]) {
                    graph.weights[kept - 1] += graph.weights[at];
                } else {
                    graph.neighbours[kept] = graph.neighbours[at];
                    graph.weights[kept++] = graph.weights[at];
                }
            }
        }
        starts[graph.nodes()] = kept;
        return new SparseGraph(starts, Arrays.copyOf(graph.neighbours, kept), Arrays.copyOf(graph.weights, kept));
    }
}
