/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.app.solve;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.tfllmer.evaluation.NextItemCase;
import org.tfllmer.evaluation.NextItemCheck;
import org.tfllmer.evaluation.RankingMetrics;
import org.tfllmer.graph.SparseGraph;
import org.tfllmer.recpca.FormulationGrid;
import org.tfllmer.recpca.RecPca;
import org.tfllmer.recpca.RecPcaOptions;
import org.tfllmer.recpca.RecPcaSolution;
import org.tfllmer.tensors.FloatMatrix;

/**
 * The untrained next-item check over a grid of formulations.
 *
 * @param users asked, each for the first item that was left out
 */
record Probe(int users, List<Candidate> candidates) {

    private static final double NANOSECONDS = 1e9;

    /**
     * @param base what the grid leaves open
     * @param each told of each candidate as it is done
     */
    static Probe of(NextItemCheck check, FloatMatrix embeddings, SparseGraph graph, RecPcaOptions base,
            Consumer<Candidate> each) {
        List<Candidate> candidates = new ArrayList<>();
        for (RecPcaOptions options : FormulationGrid.around(base)) {
            long start = System.nanoTime();
            RecPcaSolution solution = RecPca.solve(embeddings, graph, options);
            double seconds = (System.nanoTime() - start) / NANOSECONDS;
            RankingMetrics metrics = check.of(solution.items());
            candidates.add(Candidate.of(options, metrics, seconds));
            each.accept(candidates.get(candidates.size() - 1));
        }
        return new Probe(check.cases(), candidates);
    }

    /** @throws IllegalArgumentException if no user has enough interactions */
    static NextItemCheck check(SolveData data, SolveOptions options) {
        List<NextItemCase> cases = NextItemCase.firstLeftOut(data.histories().all(), options.leaveOut());
        if (cases.isEmpty()) {
            throw new IllegalArgumentException("--probe needs a user with more than " + options.leaveOut()
                    + " interactions (--leave-out), " + data.name() + " has none");
        }
        return new NextItemCheck(NextItemCase.spread(cases, options.probeUsers().orElseThrow()));
    }
}
