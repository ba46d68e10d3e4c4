/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.tfllmer.app.report.LiveReport;
import org.tfllmer.app.summary.SummaryJson;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code recommender report}. */
@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Makes a page of a live run: quality over event time, training loss, generations.")
final class ReportCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "What 'recommender run --json FILE' has written.")
    private Path run;

    @Option(names = "--out", paramLabel = "FILE", description = "Default: beside the file, with the ending .html.")
    private Path out;

    @Override
    public Integer call() throws Exception {
        if (!Files.isRegularFile(run)) {
            throw new IllegalArgumentException("FILE must be a file, was " + run);
        }
        Path page = out == null
                ? run.resolveSibling(run.getFileName().toString().replaceFirst("\\.json$", "") + ".html")
                : out;
        Files.writeString(page, new LiveReport(SummaryJson.read(run)).text());
        spec.commandLine().getOut().println("Wrote " + page);
        return ExitCodes.DONE;
    }
}
