/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.app.solve;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.util.List;
import org.tfllmer.evaluation.NextItemCheck;
import org.tfllmer.graph.SparseGraph;
import org.tfllmer.recpca.Predecessor;
import org.tfllmer.recpca.RecPca;
import org.tfllmer.recpca.RecPcaOptions;
import org.tfllmer.recpca.RecPcaSolution;
import org.tfllmer.recpca.Telemetry;
import org.tfllmer.schemas.SnapshotFile;

/** One solve on a data set, without a stream: reads, solves, measures, writes, tells. */
public final class OfflineSolve {

    private static final String REPORT = "report.json";

    private final SolveOptions options;
    private final PrintWriter out;
    private final PhaseClock clock = new PhaseClock();

    public OfflineSolve(SolveOptions options, PrintWriter out) {
        this.options = options;
        this.out = out;
    }

    /**
     * @throws IllegalArgumentException if an option does not fit; the message names it
     * @throws ArithmeticException      if no answer is found
     */
    public void run() throws IOException {
        makeFolder();
        SolveData data = clock.time("read", () -> SolveData.read(options.data(), options.embeddings()));
        RecPcaOptions recPca = options.recPcaFor(data.embeddings().columns());
        Predecessor predecessor = predecessor(data, recPca);
        NextItemCheck check = options.probeUsers().isPresent() ? Probe.check(data, options) : null;
        SparseGraph graph = clock.time("graph", () -> data.graph(options.historyLength(), options.leaveOut()));
        SolveReport report = solved(data, graph, recPca, predecessor);
        out.print(SolveTable.of(report));
        if (check != null) {
            report = report.with(probe(check, data, graph, recPca));
        }
        Files.writeString(options.out().resolve(REPORT),
                new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(report) + "\n");
        out.println("Written to " + options.out());
        out.flush();
    }

    private void makeFolder() throws IOException {
        try {
            Files.createDirectories(options.out());
        } catch (FileAlreadyExistsException noFolder) {
            throw new IllegalArgumentException("--out must be a folder, was the file " + options.out(), noFolder);
        }
    }

    private Predecessor predecessor(SolveData data, RecPcaOptions recPca) throws IOException {
        return options.previous().isEmpty()
                ? null
                : SolvedFiles.read(options.previous().get())
                        .predecessorOf(data.items(), recPca.dimension(), data.embeddings().columns());
    }

    private SolveReport solved(SolveData data, SparseGraph graph, RecPcaOptions recPca, Predecessor predecessor)
            throws IOException {
        RecPcaSolution solution = clock.time("solve", () -> predecessor == null
                ? RecPca.solve(data.embeddings(), graph, recPca)
                : RecPca.solve(data.embeddings(), graph, recPca, predecessor));
        Telemetry telemetry = clock.time("measure", () -> Telemetry.of(data.embeddings(), graph, recPca, solution,
                data.probeBatch(options.leaveOut()), SolveData.TEMPERATURE));
        List<SnapshotFile> files =
                clock.time("write", () -> SolvedFiles.of(data.items(), solution).write(options.out()));
        return SolveReport.of(SolveReport.Data.of(data, graph), SolveReport.Options.of(options, recPca), solution,
                telemetry, clock.seconds(), files);
    }

    private Probe probe(NextItemCheck check, SolveData data, SparseGraph graph, RecPcaOptions base) {
        out.println();
        out.println(ProbeTable.header(check.cases()));
        out.flush();
        return Probe.of(check, data.embeddings(), graph, base, candidate -> {
            out.println(ProbeTable.line(candidate));
            out.flush();
        });
    }
}
