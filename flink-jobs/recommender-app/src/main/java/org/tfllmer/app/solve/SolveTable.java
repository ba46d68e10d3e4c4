/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.app.solve;

import java.util.Locale;
import java.util.stream.Collectors;
import org.tfllmer.recpca.Alignment;
import org.tfllmer.recpca.VectorMeasures;

/** A report for people. */
final class SolveTable {

    private SolveTable() {}

    /** Several lines, each with its end. */
    static String of(SolveReport report) {
        SolveReport.Data data = report.data();
        return row("data", "%s: %,d items, %,d interactions of %,d users, the last %d of each left out", data.name(),
                        data.items(), data.interactions(), data.users(), report.options().leaveOut())
                + row("graph", "%,d edges, %,d items without any", data.edges(), data.isolated())
                + row("solved", "%s", solved(report))
                + row("objective", "%.6g", report.objective())
                + row("eigenvalues", "%.4g to %.4g", report.eigenvalues()[0],
                        report.eigenvalues()[report.eigenvalues().length - 1])
                + row("residual", "%.1e after %,d steps and %,d products", report.residual(), report.iterations(),
                        report.products())
                + row("variance kept", "%.4f", report.telemetry().varianceKept())
                + telemetry(report)
                + moved(report.alignment())
                + row("seconds", "%s", report.seconds().entrySet().stream()
                        .map(phase -> String.format(Locale.ROOT, "%s %.2f", phase.getKey(), phase.getValue()))
                        .collect(Collectors.joining(", ")));
    }

    private static String solved(SolveReport report) {
        SolveReport.Options options = report.options();
        return String.format(Locale.ROOT, "%s at %s, columns %s, %d to %d components", options.formulation(),
                options.smoothness(), options.columnScaling(), report.data().embeddingLength(), options.dimension());
    }

    private static String telemetry(SolveReport report) {
        VectorMeasures before = report.telemetry().before();
        VectorMeasures after = report.telemetry().after();
        return row("", "%10s  %10s", "before", "after")
                + measure("norm disparity", before.normDisparity(), after.normDisparity())
                + measure("norm variation", before.normVariation(), after.normVariation())
                + measure("mean cosine", before.meanCosine(), after.meanCosine())
                + measure("total variation", before.totalVariation(), after.totalVariation())
                + row("Hessian's", "condition %.4g", report.telemetry().hessianCondition());
    }

    private static String measure(String name, double before, double after) {
        return row(name, "%10.4f  %10.4f", before, after);
    }

    private static String moved(Alignment alignment) {
        return alignment.commonItems() == 0
                ? ""
                : row("moved", "%.4f of their length, %.4f at most, over %,d items of both solves",
                        alignment.residual(), alignment.largestMove(), alignment.commonItems());
    }

    private static String row(String name, String format, Object... values) {
        return String.format(Locale.ROOT, "%-18s", name) + String.format(Locale.ROOT, format, values) + "\n";
    }
}
