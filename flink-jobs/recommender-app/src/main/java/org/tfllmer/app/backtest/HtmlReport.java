/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.app.backtest;

import static org.tfllmer.app.report.Page.escaped;
import static org.tfllmer.app.report.Page.number;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.tfllmer.app.report.LineChart;
import org.tfllmer.app.report.Page;

/** The results of a backtest as a page. */
final class HtmlReport {

    private static final List<String> METRICS =
            List.of("ndcg10", "hr10", "mrr10", "coverage10", "ndcg20", "hr20", "mrr20", "coverage20");
    private static final List<String> TELEMETRY =
            List.of("normDisparity", "normVariation", "meanCosine", "totalVariation", "hessianCondition");

    private final Map<String, Object> settings;
    private final ResultTable table;

    HtmlReport(Map<String, Object> settings, ResultTable table) {
        this.settings = settings;
        this.table = table;
    }

    String text() {
        return Page.of("Backtest on " + settings.get("data"), Page.template(HtmlReport.class, "report.html")
                .replace("{settings}", Page.list(settings))
                .replace("{quality}", quality())
                .replace("{curves}", curves())
                .replace("{telemetry}", telemetry())
                .replace("{groups}", groups())
                .replace("{costs}", costs())
                .replace("{search}", search()));
    }

    private String quality() {
        List<String> head = new ArrayList<>(List.of("Method"));
        METRICS.forEach(metric -> head.add(metric.replaceAll("(\\d+)$", "@$1").replaceAll("^(hr|ndcg|mrr)", "<abbr>$1</abbr>")));
        head.addAll(List.of("to PCA", "loss"));
        return table(head, row -> {
            List<String> cells = new ArrayList<>(List.of(escaped(row.name())));
            METRICS.forEach(metric -> cells.add(quality(row, metric)));
            cells.add(table.aheadOfPca(row).isPresent()
                    ? number("%+.0f %%", 100 * table.aheadOfPca(row).getAsDouble()) : "–");
            cells.add(row.lastLoss().isPresent() ? number("%.3f", row.lastLoss().getAsDouble()) : "–");
            return cells;
        });
    }

    private String quality(ResultTable.Row row, String metric) {
        String mean = number("%.4f", row.metric(metric));
        String deviation = row.runs().size() < 2 ? ""
                : " <small>± " + number("%.4f", row.deviation(run -> run.metrics().get(metric))) + "</small>";
        boolean best = row.metric(metric) == table.best(metric);
        return (best ? "<b>" + mean + "</b>" : mean) + deviation;
    }

    /** Of each backbone, all methods in one plot, and the numbers behind it. */
    private String curves() {
        Map<String, List<ResultTable.Row>> byBackbone = new LinkedHashMap<>();
        table.rows().stream().filter(row -> row.lastLoss().isPresent())
                .forEach(row -> byBackbone.computeIfAbsent(row.backbone(), first -> new ArrayList<>()).add(row));
        StringBuilder text = new StringBuilder();
        byBackbone.forEach((backbone, rows) -> {
            Map<String, double[]> lines = new LinkedHashMap<>();
            rows.forEach(row -> lines.put(row.method(), losses(row)));
            List<String> epochs = epochs(lines);
            text.append("<h3>").append(escaped(backbone)).append("</h3>").append(Page.plot(
                    LineChart.of("Training loss by epoch, " + backbone, epochs, lines), numbers(epochs, lines)));
        });
        return text.toString();
    }

    /** Mean over the seeds. */
    private static double[] losses(ResultTable.Row row) {
        double[] losses = new double[row.runs().get(0).losses().size()];
        for (int epoch = 0; epoch < losses.length; epoch++) {
            int at = epoch;
            losses[epoch] = row.mean(run -> run.losses().get(at));
        }
        return losses;
    }

    private static List<String> epochs(Map<String, double[]> lines) {
        int longest = lines.values().stream().mapToInt(line -> line.length).max().orElse(0);
        return IntStream.rangeClosed(1, longest).mapToObj(Integer::toString).toList();
    }

    private static String numbers(List<String> epochs, Map<String, double[]> lines) {
        List<String> head = new ArrayList<>(List.of("Epoch"));
        lines.keySet().forEach(name -> head.add(escaped(name)));
        List<List<String>> rows = new ArrayList<>();
        for (int epoch = 0; epoch < epochs.size(); epoch++) {
            List<String> row = new ArrayList<>(List.of(epochs.get(epoch)));
            for (double[] line : lines.values()) {
                row.add(epoch < line.length ? number("%.4f", line[epoch]) : "–");
            }
            rows.add(row);
        }
        return Page.table(head, rows);
    }

    private String telemetry() {
        List<String> head = List.of("Method", "norm disparity", "after", "norm variation", "after", "mean cosine",
                "after", "total variation", "after", "condition number", "after");
        return table(head, row -> {
            List<String> cells = new ArrayList<>(List.of(escaped(row.name())));
            for (String measure : TELEMETRY) {
                cells.add(measured(row, measure));
                cells.add(measured(row, measure + "AfterTraining"));
            }
            return row.runs().get(0).telemetry().isEmpty() ? null : cells;
        });
    }

    private static String measured(ResultTable.Row row, String measure) {
        boolean known = row.runs().stream().map(run -> run.telemetry().get(measure)).allMatch(Objects::nonNull);
        return known ? number("%.4g", row.mean(run -> run.telemetry().get(measure))) : "–";
    }

    private String groups() {
        List<String> head = new ArrayList<>(List.of("Method"));
        Map<String, RunResult.Group> first = table.rows().get(0).runs().get(0).groups();
        first.forEach((name, group) ->
                head.add(escaped(name) + " <small>" + group.cases() + " cases</small>"));
        return table(head, row -> {
            List<String> cells = new ArrayList<>(List.of(escaped(row.name())));
            first.forEach((name, group) -> cells.add(group.cases() == 0 ? "–"
                    : number("%.4f", row.mean(run -> run.groups().get(name).ndcg10()))));
            return cells;
        });
    }

    private String costs() {
        return table(List.of("Method", "seconds", "MB resident", "chosen"), row -> List.of(escaped(row.name()),
                number("%.1f", row.mean(RunResult::seconds)), number("%.0f", row.mean(RunResult::residentMegabytes)),
                options(row.runs().get(0).chosen())));
    }

    private String search() {
        int most = table.rows().stream().mapToInt(row -> tries(row).size()).max().orElse(0);
        if (most == 0) {
            return "<p>Nothing was searched for.</p>";
        }
        List<String> head = new ArrayList<>(List.of("Method"));
        IntStream.rangeClosed(1, most).forEach(one -> head.add(Integer.toString(one)));
        return table(head, row -> tries(row).isEmpty() ? null : tried(row, most));
    }

    private static List<RunResult.Try> tries(ResultTable.Row row) {
        List<RunResult.Try> tries = row.runs().get(0).tries();
        return tries == null ? List.of() : tries;
    }

    private static List<String> tried(ResultTable.Row row, int most) {
        List<String> cells = new ArrayList<>(List.of(escaped(row.name())));
        for (RunResult.Try one : tries(row)) {
            String ndcg = number("%.4f", one.validationNdcg());
            boolean chosen = one.options().equals(row.runs().get(0).options());
            cells.add((chosen ? "<b>" + ndcg + "</b>" : ndcg) + "<br><small>" + options(one.options()) + "</small>");
        }
        cells.addAll(Collections.nCopies(most + 1 - cells.size(), "–"));
        return cells;
    }

    private static String options(Map<String, Double> options) {
        return options.entrySet().stream()
                .map(option -> escaped(option.getKey()) + " " + Choice.plain(option.getValue()))
                .collect(Collectors.joining(", "));
    }

    /** @param cells of a row; null leaves the row out */
    private String table(List<String> head, Function<ResultTable.Row, List<String>> cells) {
        return Page.table(head, table.rows().stream().map(cells).filter(Objects::nonNull).toList());
    }
}
