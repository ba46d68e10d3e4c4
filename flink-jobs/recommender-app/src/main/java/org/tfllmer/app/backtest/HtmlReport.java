/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.app.backtest;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/** One page without any other file, for a phone as for a desk, in light and in dark. */
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
        return template()
                .replace("{title}", escaped("Backtest on " + settings.get("data")))
                .replace("{settings}", settings())
                .replace("{quality}", quality())
                .replace("{curves}", curves())
                .replace("{telemetry}", telemetry())
                .replace("{groups}", groups())
                .replace("{costs}", costs());
    }

    private static String template() {
        try (InputStream page = HtmlReport.class.getResourceAsStream("report.html")) {
            return new String(page.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private String settings() {
        StringBuilder list = new StringBuilder("<dl>");
        settings.forEach((name, value) -> list.append("<dt>").append(escaped(name)).append("</dt><dd>")
                .append(escaped(String.valueOf(value))).append("</dd>"));
        return list.append("</dl>").toString();
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
            text.append("<h3>").append(escaped(backbone)).append("</h3>")
                    .append("<div class=wide>")
                    .append(LossChart.of("Training loss by epoch, " + backbone, lines)).append("</div>")
                    .append("<details><summary>The numbers</summary>").append(numbers(lines)).append("</details>");
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

    private static String numbers(Map<String, double[]> lines) {
        StringBuilder text = new StringBuilder("<div class=wide><table><thead><tr><th>Epoch");
        lines.keySet().forEach(name -> text.append("<th>").append(escaped(name)));
        text.append("<tbody>");
        int epochs = lines.values().iterator().next().length;
        for (int epoch = 0; epoch < epochs; epoch++) {
            text.append("<tr><th>").append(epoch + 1);
            for (double[] line : lines.values()) {
                text.append("<td>").append(number("%.4f", line[epoch]));
            }
        }
        return text.append("</table></div>").toString();
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
                escaped(String.valueOf(row.runs().get(0).chosen()))));
    }

    /** @param cells of a row; null leaves the row out */
    private String table(List<String> head, Function<ResultTable.Row, List<String>> cells) {
        StringBuilder text = new StringBuilder("<div class=wide><table><thead><tr>");
        head.forEach(name -> text.append("<th>").append(name));
        text.append("<tbody>");
        for (ResultTable.Row row : table.rows()) {
            List<String> values = cells.apply(row);
            if (values != null) {
                text.append("<tr><th>").append(values.get(0));
                values.subList(1, values.size()).forEach(value -> text.append("<td>").append(value));
            }
        }
        return text.append("</table></div>").toString();
    }

    private static String number(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }
}
