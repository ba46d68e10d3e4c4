/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.recpca;

import java.util.Random;
import org.tfllmer.graph.SparseGraph;
import org.tfllmer.tensors.Float32Matrix;

/** Made-up items for tests. */
final class Catalogue {

    private Catalogue() {
    }

    /** Gaussian, less and less from column to column, off centre. */
    static Float32Matrix embeddings(int items, int length, long seed) {
        Random random = new Random(seed);
        float[] values = new float[items * length];
        for (int at = 0; at < values.length; at++) {
            values[at] = (float) (random.nextGaussian() / (1 + at % length) + 0.2);
        }
        return new Float32Matrix(items, length, values);
    }

    /** A ring, so that no item is isolated, and as many random edges again. */
    static SparseGraph graph(int items, long seed) {
        Random random = new Random(seed);
        int[] from = new int[2 * items];
        int[] to = new int[2 * items];
        double[] weight = new double[2 * items];
        for (int edge = 0; edge < from.length; edge++) {
            from[edge] = edge % items;
            to[edge] = (from[edge] + (edge < items ? 1 : 1 + random.nextInt(items - 1))) % items;
            weight[edge] = 0.1 + random.nextDouble();
        }
        return SparseGraph.of(items, from, to, weight);
    }

    /** Random edges, all but one in a hundred within groups of so many items; the last item has none. */
    static SparseGraph groups(int items, int group, int edges, long seed) {
        Random random = new Random(seed);
        int[] from = new int[edges];
        int[] to = new int[edges];
        double[] weight = new double[edges];
        for (int edge = 0; edge < edges; edge++) {
            int first = random.nextInt((items - 1) / group) * group;
            from[edge] = first + random.nextInt(group);
            int other = edge % 100 == 0 ? random.nextInt(items - 1) : first + random.nextInt(group);
            to[edge] = other != from[edge] ? other : first + (other - first + 1) % group;
            weight[edge] = 0.1 + random.nextDouble();
        }
        return SparseGraph.of(items, from, to, weight);
    }

    static float[] row(Float32Matrix matrix, int item) {
        float[] row = new float[matrix.columns()];
        matrix.read(item, 1, row);
        return row;
    }
}
