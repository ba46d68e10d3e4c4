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
    private final SparseGraph graphBefore;
    private IncrementalRecPca incremental;
    private RecPcaSolution before;
    private RecPcaSolution cold;
    private RecPcaSolution again;

    RecPcaRuns(RecPcaOptions options, RecPcaProblem problem) {
        this.options = options;
        this.problem = problem;
        this.graph = problem.graph();
        this.graphBefore = problem.graphBefore();
    }

    RecPcaSolution cold() {
        cold = RecPca.solve(problem.embeddings(), graph, options);
        return cold;
    }

    /** Solves before the change. */
    void prepare() {
        incremental = new IncrementalRecPca(options, FULL_EVERY);
        before = incremental.solve(problem.embeddings(), graphBefore);
    }

    /** Solves after the change. */
    RecPcaSolution again() {
        int[] same = IntStream.range(0, graph.nodes()).toArray();
        again = incremental.solve(problem.embeddings(), graph, () -> same, new Predecessor(before, same));
        return again;
    }

    /** Share of the edges that the graph before lacks or has with another weight. */
    double changed() {
        int same = 0;
        for (int node = 0; node < graph.nodes(); node++) {
            int then = graphBefore.firstNeighbour(node);
            for (int now = graph.firstNeighbour(node); now < graph.firstNeighbour(node + 1); now++) {
                while (then < graphBefore.firstNeighbour(node + 1)
                        && graphBefore.neighbour(then) < graph.neighbour(now)) {
                    then++;
                }
                same += then < graphBefore.firstNeighbour(node + 1)
                        && graphBefore.neighbour(then) == graph.neighbour(now)
                        && graphBefore.weight(then) == graph.weight(now) ? 1 : 0;
            }
        }
        return graph.edges() == 0 ? 0 : 1 - same / (2.0 * graph.edges());
    }

    /** Of the last solve after the change, from the last from nothing. */
    double distance() {
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
