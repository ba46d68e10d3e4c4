/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.recpca;

import org.tfllmer.graph.Laplacian;
import org.tfllmer.graph.SparseGraph;
import org.tfllmer.tensors.FloatMatrix;

/**
 * The diagnosis of one generation: whether its item vectors are fit to train on, and what the reduction cost.
 *
 * @param before of the language-model embeddings
 * @param after of the reduced item vectors
 * @param varianceKept share of the embeddings' variance that the reduced vectors can give back, 0 … 1
 * @param hessianCondition {@link HessianCondition} over the probe batch; NaN without one
 */
public record Telemetry(VectorMeasures before, VectorMeasures after, double varianceKept, double hessianCondition) {

    /**
     * Measures a solution. Time n D + |E| D + B n d.
     *
     * @param embeddings what was solved, as are graph and options
     * @param sequences a probe batch of item indices; may be empty
     * @param temperature τ of the loss
     */
    public static Telemetry of(FloatMatrix embeddings, SparseGraph graph, RecPcaOptions options,
            RecPcaSolution solution, int[][] sequences, double temperature) {
        Laplacian laplacian = new Laplacian(graph, options.laplacian());
        VectorMeasures before = VectorMeasures.of(embeddings, laplacian, RecPca.rows(embeddings, options));
        VectorMeasures after = VectorMeasures.of(solution.items(), laplacian);
        double condition = sequences.length == 0
                ? Double.NaN
                : new HessianCondition(solution.items(), temperature).ofSequences(sequences);
        return new Telemetry(before, after, solution.varianceKept(), condition);
    }
}
