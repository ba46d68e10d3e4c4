/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.recpca;

import java.util.Arrays;
import org.tfllmer.graph.Laplacian;
import org.tfllmer.graph.SparseGraph;
import org.tfllmer.tensors.FloatMatrix;

/**
 * What makes a set of item vectors hard or easy to train on. Vectors of zeros are left out.
 *
 *   disparity  max ‖v‖ / min ‖v‖           1 if all have the same length
 *   variation  σ(‖v‖) / mean ‖v‖            0 then
 *   cosine     mean of cos(vᵢ, vⱼ), i ≠ j    = (‖Σ uᵢ‖² − m) / (m (m − 1)),  uᵢ = vᵢ / ‖vᵢ‖: 1 all alike
 *   roughness  tr(VᵀLV) / tr(VᵀV)           total variation per unit of variance, 0 … ‖L‖: low where neighbours agree
 *
 * @param vectors m, how many are not zeros
 * @param normDisparity NaN without vectors, as are the others
 * @param meanCosine NaN with fewer than two vectors
 */
public record VectorMeasures(int vectors, double normDisparity, double normVariation, double meanCosine,
        double totalVariation) {

    /** Lengths and cosines of vectors, without a graph. Time n d. */
    public static VectorMeasures of(FloatMatrix vectors) {
        return of(vectors, new Laplacian(SparseGraph.withoutEdges(vectors.rows()), Laplacian.Form.NORMALISED));
    }

    /** Measures reduced vectors as they are. Time n d + |E| d. */
    public static VectorMeasures of(FloatMatrix vectors, Laplacian laplacian) {
        return of(vectors, laplacian, EmbeddingRows.of(vectors, false, false));
    }

    /**
     * Lengths and cosines of the vectors as they are, total variation of the rows a solve sees.
     *
     * @param rows the same vectors, scaled and centred as for the solve
     */
    static VectorMeasures of(FloatMatrix vectors, Laplacian laplacian, EmbeddingRows rows) {
        float[] row = new float[vectors.columns()];
        double[] unitSum = new double[vectors.columns()];
        double least = Double.POSITIVE_INFINITY;
        double most = 0;
        double sum = 0;
        double squares = 0;
        int count = 0;
        for (int item = 0; item < vectors.rows(); item++) {
            vectors.read(item, 1, row);
            double length = Math.sqrt(squares(row));
            if (length > 0) {
                count++;
                least = Math.min(least, length);
                most = Math.max(most, length);
                sum += length;
                squares += length * length;
                addUnit(row, length, unitSum);
            }
        }
        double mean = sum / count;
        double deviation = Math.sqrt(Math.max(0, squares / count - mean * mean));
        double cosine = (Totals.dot(unitSum, unitSum) - count) / ((double) count * (count - 1));
        return new VectorMeasures(count, count == 0 ? Double.NaN : most / least, deviation / mean, cosine,
                totalVariation(rows, laplacian) / rows.squares());
    }

    private static double squares(float[] row) {
        double sum = 0;
        for (float component : row) {
            sum += (double) component * component;
        }
        return sum;
    }

    private static void addUnit(float[] row, double length, double[] sum) {
        for (int k = 0; k < row.length; k++) {
            sum[k] += row[k] / length;
        }
    }

    /** tr(YᵀLY) over the rows, edge by edge. */
    private static double totalVariation(EmbeddingRows rows, Laplacian laplacian) {
        SparseGraph graph = laplacian.graph();
        double[] row = new double[rows.columns()];
        double[] pull = new double[rows.columns()];
        double sum = 0;
        for (int node = 0; node < graph.nodes(); node++) {
            Arrays.fill(row, 0);
            Arrays.fill(pull, 0);
            rows.addRow(node, 1, row, 0);
            rows.addRow(node, laplacian.diagonal(node), pull, 0);
            for (int at = graph.firstNeighbour(node); at < graph.firstNeighbour(node + 1); at++) {
                int neighbour = graph.neighbour(at);
                if (neighbour > node) {
                    double entry = laplacian.scale(node) * graph.weight(at) * laplacian.scale(neighbour);
                    rows.addRow(neighbour, -2 * entry, pull, 0);
                }
            }
            sum += Totals.dot(row, pull);
        }
        return laplacian.factor() * sum;
    }
}
