/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.app.bench;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SplittableRandom;
import org.tfllmer.app.solve.SolveData;
import org.tfllmer.graph.SparseGraph;
import org.tfllmer.tensors.Float32Matrix;
import org.tfllmer.tensors.FloatMatrix;
import org.tfllmer.tensors.NpyWriter;

/**
 * What the Rec-PCA benchmark solves. Edges are rows of item, item, weight, each edge once: floats, so that both sides
 * read the same graph.
 *
 * @param embeddings X, n × D
 * @param before     the edges before the change
 */
record RecPcaProblem(Float32Matrix embeddings, Float32Matrix edges, Float32Matrix before) {

    private static final int RANK = 128;
    private static final float NOISE = 0.3f;

    /**
     * A data set, with the graph of all its interactions.
     *
     * @param changed share of the interactions, the newest, that the graph before lacks
     */
    static RecPcaProblem of(Path folder, int historyLength, double changed) throws IOException {
        SolveData data = SolveData.read(folder, Optional.empty());
        return new RecPcaProblem(
                held(data.embeddings()),
                edges(data.graph(historyLength, 0)),
                edges(SolveData.readWithoutNewest(folder, changed).graph(historyLength, 0)));
    }

    /**
     * Normal rows of rank 128 whose columns fall off as 1/√k, plus noise; edges between items drawn evenly.
     *
     * @param changed share of the edges that had other ends before, drawn evenly, too
     */
    static RecPcaProblem random(int items, int length, int edgeCount, double changed, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int rank = Math.min(RANK, length);
        float[][] loadings = new float[rank][length];
        for (int k = 0; k < rank; k++) {
            for (int j = 0; j < length; j++) {
                loadings[k][j] = (float) (random.nextGaussian() / Math.sqrt(k + 1.0));
            }
        }
        float[] values = new float[Math.multiplyExact(items, length)];
        for (int item = 0; item < items; item++) {
            int row = item * length;
            for (int j = 0; j < length; j++) {
                values[row + j] = NOISE * (float) random.nextGaussian();
            }
            for (float[] loading : loadings) {
                float score = (float) random.nextGaussian();
                for (int j = 0; j < length; j++) {
                    values[row + j] += score * loading[j];
                }
            }
        }
        Float32Matrix edges = randomEdges(items, edgeCount, random);
        return new RecPcaProblem(new Float32Matrix(items, length, values), edges,
                withOtherEnds(edges, items, changed, random));
    }

    private static Float32Matrix randomEdges(int items, int edgeCount, SplittableRandom random) {
        float[] edges = new float[3 * edgeCount];
        for (int edge = 0; edge < edgeCount; edge++) {
            draw(edges, edge, items, random);
            edges[3 * edge + 2] = 1 + random.nextInt(4);
        }
        return new Float32Matrix(edgeCount, 3, edges);
    }

    /** The ends of one edge, different ones. */
    private static void draw(float[] edges, int edge, int items, SplittableRandom random) {
        int one = random.nextInt(items);
        edges[3 * edge] = one;
        edges[3 * edge + 1] = (one + 1 + random.nextInt(items - 1)) % items;
    }

    private static Float32Matrix withOtherEnds(Float32Matrix edges, int items, double share, SplittableRandom random) {
        float[] other = edges.values().clone();
        for (long left = Math.round(share * edges.rows()); left > 0; left--) {
            draw(other, random.nextInt(edges.rows()), items, random);
        }
        return new Float32Matrix(edges.rows(), 3, other);
    }

    SparseGraph graph() {
        return graph(edges);
    }

    SparseGraph graphBefore() {
        return graph(before);
    }

    private SparseGraph graph(Float32Matrix edges) {
        int[] from = new int[edges.rows()];
        int[] to = new int[edges.rows()];
        double[] weight = new double[edges.rows()];
        for (int edge = 0; edge < from.length; edge++) {
            from[edge] = (int) edges.values()[3 * edge];
            to[edge] = (int) edges.values()[3 * edge + 1];
            weight[edge] = edges.values()[3 * edge + 2];
        }
        return SparseGraph.of(embeddings.rows(), from, to, weight);
    }

    void write(Path folder) throws IOException {
        write(embeddings, folder.resolve("embeddings.npy"));
        write(edges, folder.resolve("edges.npy"));
    }

    private static void write(FloatMatrix matrix, Path file) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            NpyWriter.write(matrix, out);
        }
    }

    private static Float32Matrix held(FloatMatrix matrix) {
        float[] values = new float[Math.multiplyExact(matrix.rows(), matrix.columns())];
        matrix.read(0, matrix.rows(), values);
        return new Float32Matrix(matrix.rows(), matrix.columns(), values);
    }

    private static Float32Matrix edges(SparseGraph graph) {
        float[] edges = new float[3 * graph.edges()];
        int next = 0;
        for (int node = 0; node < graph.nodes(); node++) {
            for (int at = graph.firstNeighbour(node); at < graph.firstNeighbour(node + 1); at++) {
                if (graph.neighbour(at) > node) {
                    edges[next++] = node;
                    edges[next++] = graph.neighbour(at);
                    edges[next++] = (float) graph.weight(at);
                }
            }
        }
        return new Float32Matrix(graph.edges(), 3, edges);
    }
}
