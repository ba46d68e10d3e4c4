/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.app.bench;

import java.util.stream.IntStream;
import org.tfllmer.graph.SparseGraph;
import org.tfllmer.recpca.Formulation;
import org.tfllmer.recpca.IncrementalRecPca;
import org.tfllmer.recpca.Predecessor;
import org.tfllmer.recpca.RecPca;
import org.tfllmer.recpca.RecPcaOptions;
import org.tfllmer.recpca.RecPcaSolution;

/** Solves of one formulation: from nothing, and from the solve before a change of the graph. */
final class RecPcaRuns {

    /** Beyond what is measured. */
    private static final int FULL_EVERY = 1000;

    private final RecPcaOptions options;
    private final RecPcaProblem problem;
    private final SparseGraph graph;
    private final SparseGraph changedGraph;
    private IncrementalRecPca incremental;
    private RecPcaSolution before;
    private RecPcaSolution again;

    RecPcaRuns(RecPcaOptions options, RecPcaProblem problem, RecPcaProblem changed) {
        this.options = options;
        this.problem = problem;
        this.graph = problem.graph();
        this.changedGraph = changed.graph();
    }

    RecPcaSolution cold() {
        return RecPca.solve(problem.embeddings(), graph, options);
    }

    /** Solves before the change. */
    void prepare() {
        incremental = new IncrementalRecPca(options, FULL_EVERY);
        before = incremental.solve(problem.embeddings(), graph);
    }

    /** Solves after the change. */
    RecPcaSolution again() {
        int[] same = IntStream.range(0, graph.nodes()).toArray();
        again = incremental.solve(problem.embeddings(), changedGraph, () -> same, new Predecessor(before, same));
        return again;
    }

    /** Of the last solve after the change, from one from nothing. */
    double distance() {
        RecPcaSolution cold = RecPca.solve(problem.embeddings(), changedGraph, options);
        return SubspaceDistance.between(columns(cold), columns(again), options.dimension());
    }

    private double[] columns(RecPcaSolution solution) {
        return options.formulation() == Formulation.SPECTRAL
                ? IntStream.range(0, solution.items().values().length)
                        .mapToDouble(at -> solution.items().values()[at])
                        .toArray()
                : solution.basis().values();
    }
}
