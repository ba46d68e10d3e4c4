/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.app.report;

import static org.tfllmer.app.report.Page.escaped;
import static org.tfllmer.app.report.Page.number;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.tfllmer.app.summary.Quality;
import org.tfllmer.app.summary.Summary;

/** The summary of a live run as a page, in the form of a backtest's. */
public final class LiveReport {

    /** Windows are added up to so many. */
    private static final int MOST_STEPS = 50;
    private static final String FIRST_LOSS = "fine-tune-first-loss";
    private static final String LOSS = "fine-tune-loss";
    /** What is told of each generation, by the measure's name. */
    private static final List<String> MEASURES = List.of(FIRST_LOSS, LOSS, "fine-tune-ndcg", "fine-tune-ndcg-in-service",
            "norm-disparity-before", "norm-disparity-after", "mean-cosine-before", "mean-cosine-after",
            "total-variation-before", "total-variation-after", "variance-kept", "solve-seconds", "fine-tune-seconds");
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("uu-MM-dd", Locale.ROOT);
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);

    private final Summary summary;

    public LiveReport(Summary summary) {
        this.summary = summary;
    }

    public String text() {
        return Page.of("Live run on " + summary.data(), Page.template(LiveReport.class, "live.html")
                .replace("{settings}", Page.list(facts()))
                .replace("{quality}", quality())
                .replace("{windows}", windows())
                .replace("{losses}", losses())
                .replace("{generations}", generations()));
    }

    private Map<String, String> facts() {
        Summary.Events events = summary.events();
        Summary.Graph graph = summary.graph();
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("interactions", String.format(Locale.ROOT, "%,d read: %,d accepted, %,d duplicates, %,d late",
                events.read(), events.accepted(), events.duplicates(), events.late()));
        facts.put("dead letters", summary.deadLetters().isEmpty() ? "none" : summary.deadLetters().toString());
        facts.put("graph", String.format(Locale.ROOT, "%,d users, %,d items, %,d edges",
                graph.users(), graph.items(), graph.edges()));
        facts.put("generations", String.format(Locale.ROOT, "%,d committed, %,d revoked",
                summary.generations().committed(), summary.generations().revoked()));
        facts.put("lists", String.format(Locale.ROOT, "%,d", summary.lists()));
        facts.put("wall time", String.format(Locale.ROOT, "%.1f s", summary.seconds().total()));
        return facts;
    }

    private String quality() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(row("<b>published lists</b>", summary.recommender()));
        summary.sources().forEach((source, quality) -> rows.add(row("of these " + escaped(source), quality)));
        rows.add(row("most popular", summary.popular()));
        return Page.table(List.of("Ranker", "interactions", "NDCG@10", "HR@10"), rows);
    }

    private static List<String> row(String name, Quality quality) {
        return List.of(name, String.format(Locale.ROOT, "%,d", quality.interactions()),
                number("%.4f", quality.ndcg()), number("%.4f", quality.hitRate()));
    }

    private String windows() {
        List<Summary.Window> windows = merged(summary.windows());
        if (windows.isEmpty()) {
            return "<p>No list was followed by an interaction.</p>";
        }
        Map<String, double[]> lines = new LinkedHashMap<>();
        lines.put("published lists", windows.stream().mapToDouble(window -> window.recommender().ndcg()).toArray());
        lines.put("most popular", windows.stream().mapToDouble(window -> window.popular().ndcg()).toArray());
        List<String> days = names(windows, Summary.Window::start, DAY);
        List<String> from = names(windows, Summary.Window::start, MINUTE);
        List<List<String>> rows = new ArrayList<>();
        for (int at = 0; at < windows.size(); at++) {
            Quality ours = windows.get(at).recommender();
            rows.add(List.of(from.get(at), String.format(Locale.ROOT, "%,d", ours.interactions()),
                    number("%.4f", ours.ndcg()), number("%.4f", ours.hitRate()),
                    number("%.4f", windows.get(at).popular().ndcg())));
        }
        return Page.plot(LineChart.of("Prequential NDCG@10 by event time", days, lines), Page.table(
                List.of("From (UTC)", "interactions", "NDCG@10", "HR@10", "NDCG@10 of most popular"), rows));
    }

    private static List<Summary.Window> merged(List<Summary.Window> windows) {
        int size = (windows.size() + MOST_STEPS - 1) / MOST_STEPS;
        List<Summary.Window> merged = new ArrayList<>();
        for (int from = 0; from < windows.size(); from += size) {
            merged.add(windows.subList(from, Math.min(from + size, windows.size())).stream()
                    .reduce(Summary.Window::plus).orElseThrow());
        }
        return merged;
    }

    private static <T> List<String> names(List<T> steps, Function<T, Long> time, DateTimeFormatter format) {
        return steps.stream()
                .map(step -> format.format(Instant.ofEpochMilli(time.apply(step)).atOffset(ZoneOffset.UTC)))
                .toList();
    }

    private String losses() {
        List<Summary.Answer> trained =
                summary.answers().stream().filter(answer -> answer.measures().containsKey(LOSS)).toList();
        if (trained.isEmpty()) {
            return "<p>No generation was fine-tuned.</p>";
        }
        Map<String, double[]> lines = new LinkedHashMap<>();
        lines.put("first epoch", measured(trained, FIRST_LOSS));
        lines.put("last epoch", measured(trained, LOSS));
        return "<div class=wide>" + LineChart.of("Training loss by generation",
                trained.stream().map(answer -> Long.toString(answer.number())).toList(), lines) + "</div>";
    }

    private static double[] measured(List<Summary.Answer> answers, String measure) {
        return answers.stream()
                .mapToDouble(answer -> answer.measures().getOrDefault(measure, answer.measures().get(LOSS)))
                .toArray();
    }

    private String generations() {
        List<String> head = new ArrayList<>(List.of("Generation", "graph until (UTC)", "answer"));
        MEASURES.forEach(measure -> head.add(measure.replace('-', ' ')));
        List<String> boundaries = names(summary.answers(), Summary.Answer::boundary, MINUTE);
        List<List<String>> rows = new ArrayList<>();
        for (Summary.Answer answer : summary.answers()) {
            List<String> row = new ArrayList<>(List.of(Long.toString(answer.number()), boundaries.get(rows.size()),
                    escaped(answer.reason() == null ? answer.state() : answer.state() + ": " + answer.reason())));
            MEASURES.forEach(measure -> row.add(answer.measures().containsKey(measure)
                    ? number("%.4g", answer.measures().get(measure)) : "–"));
            rows.add(row);
        }
        return Page.table(head, rows);
    }
}
