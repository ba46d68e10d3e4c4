/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.app.solve;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.tfllmer.graph.SparseGraph;
import org.tfllmer.recpca.Alignment;
import org.tfllmer.recpca.RecPcaOptions;
import org.tfllmer.recpca.RecPcaSolution;
import org.tfllmer.recpca.Telemetry;
import org.tfllmer.schemas.SnapshotFile;

/**
 * What a solve was given, found and cost; {@code report.json} has the components under the same names.
 *
 * @param objective   value of the formulation's objective
 * @param eigenvalues largest first
 * @param residual    of the eigenpairs, relative to the operator's norm
 * @param alignment   how far the items are from the solve before
 * @param seconds     by phase
 * @param probe       null if none was asked for
 */
record SolveReport(
        Data data,
        Options options,
        double objective,
        double[] eigenvalues,
        double residual,
        int iterations,
        long products,
        Alignment alignment,
        Telemetry telemetry,
        Map<String, Double> seconds,
        List<Output> files,
        Probe probe) {

    /**
     * @param interactions that say that items belong together, of items in the catalogue
     * @param isolated     items without neighbours in the graph
     */
    record Data(String name, int items, int embeddingLength, int users, long interactions, int edges, int isolated) {

        static Data of(SolveData data, SparseGraph graph) {
            return new Data(data.name(), data.items().size(), data.embeddings().columns(),
                    data.histories().all().size(), data.histories().interactions(), graph.edges(),
                    (int) IntStream.range(0, graph.nodes()).filter(graph::isIsolated).count());
        }
    }

    /** As the command line names them. */
    record Options(int dimension, String formulation, double smoothness, String columnScaling, String laplacian,
            boolean rowScaling, boolean centring, int historyLength, int leaveOut) {

        static Options of(SolveOptions given, RecPcaOptions solved) {
            return new Options(solved.dimension(), solved.formulation().text(), solved.smoothness(),
                    solved.columnScaling().text(), solved.laplacian().text(), solved.rowScaling(), solved.centring(),
                    given.historyLength(), given.leaveOut());
        }
    }

    /** A file in the folder of the report. */
    record Output(String path, long bytes, String sha256) {}

    static SolveReport of(Data data, Options options, RecPcaSolution solution, Telemetry telemetry,
            Map<String, Double> seconds, List<SnapshotFile> files) {
        return new SolveReport(data, options, solution.objective(), solution.eigenvalues(), solution.residual(),
                solution.iterations(), solution.products(), solution.alignment(), telemetry, seconds,
                files.stream().map(file -> new Output(file.path(), file.bytes(), file.sha256())).toList(), null);
    }

    SolveReport with(Probe other) {
        return new SolveReport(data, options, objective, eigenvalues, residual, iterations, products, alignment,
                telemetry, seconds, files, other);
    }
}
