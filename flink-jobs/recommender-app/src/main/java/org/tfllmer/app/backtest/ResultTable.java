/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.app.backtest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/** Results by method and backbone: mean and standard deviation over seeds. */
record ResultTable(List<Row> rows) {

    /** Those of one method and backbone. */
    record Row(String method, String backbone, List<RunResult> runs) {

        double mean(ToDoubleFunction<RunResult> value) {
            return runs.stream().mapToDouble(value).average().orElse(Double.NaN);
        }

        /** Of a sample; 0 for a single run. */
        double deviation(ToDoubleFunction<RunResult> value) {
            double mean = mean(value);
            double squares = runs.stream().mapToDouble(value).map(one -> (one - mean) * (one - mean)).sum();
            return runs.size() < 2 ? 0 : Math.sqrt(squares / (runs.size() - 1));
        }

        double metric(String name) {
            return mean(run -> run.metrics().get(name));
        }

        String name() {
            return backbone == null ? method : method + ", " + backbone;
        }

        /** Loss of the last epoch; empty without training. */
        OptionalDouble lastLoss() {
            return runs.get(0).losses().isEmpty()
                    ? OptionalDouble.empty()
                    : OptionalDouble.of(mean(run -> run.losses().get(run.losses().size() - 1)));
        }
    }

    static ResultTable of(List<RunResult> results) {
        Map<String, List<RunResult>> byRow = new LinkedHashMap<>();
        results.forEach(result -> byRow.computeIfAbsent(result.row(), first -> new ArrayList<>()).add(result));
        return new ResultTable(byRow.values().stream()
                .map(runs -> new Row(runs.get(0).method(), runs.get(0).backbone(), runs))
                .toList());
    }

    /** By how much NDCG@10 is ahead of PCA initialisation with the same backbone, as a share; empty without it. */
    OptionalDouble aheadOfPca(Row row) {
        return rows.stream()
                .filter(other -> other.method().equals(Method.PCA.text()) && row.backbone() != null
                        && row.backbone().equals(other.backbone()))
                .mapToDouble(pca -> row.metric("ndcg10") / pca.metric("ndcg10") - 1)
                .findFirst();
    }

    /** The largest mean among the rows. */
    double best(String metric) {
        return rows.stream().mapToDouble(row -> row.metric(metric)).max().orElse(Double.NaN);
    }

    String text() {
        StringBuilder text = new StringBuilder(String.format(Locale.ROOT, "%n%-28s %16s %16s %8s %8s %9s%n",
                "method", "NDCG@10", "HR@10", "loss", "to PCA", "seconds"));
        for (Row row : rows) {
            text.append(String.format(Locale.ROOT, "%-28s %7.4f ± %6.4f %7.4f ± %6.4f %8s %8s %9.0f%n", row.name(),
                    row.metric("ndcg10"), row.deviation(run -> run.metrics().get("ndcg10")),
                    row.metric("hr10"), row.deviation(run -> run.metrics().get("hr10")),
                    row.lastLoss().isPresent() ? String.format(Locale.ROOT, "%.3f", row.lastLoss().getAsDouble()) : "-",
                    aheadOfPca(row).isPresent()
                            ? String.format(Locale.ROOT, "%+.0f %%", 100 * aheadOfPca(row).getAsDouble()) : "-",
                    row.mean(RunResult::seconds)));
        }
        return text.toString();
    }
}
