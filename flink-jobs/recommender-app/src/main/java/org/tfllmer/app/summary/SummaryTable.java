/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.app.summary;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A summary for people. */
public final class SummaryTable {

    private SummaryTable() {}

    /** Several lines, each with its end. */
    public static String of(Summary summary) {
        Summary.Events events = summary.events();
        Summary.Graph graph = summary.graph();
        Summary.Generations generations = summary.generations();
        return row("data", "%s", summary.data())
                + row("events", "%,d read: %,d accepted, %,d duplicates, %,d late",
                        events.read(), events.accepted(), events.duplicates(), events.late())
                + row("dead letters", "%s", deadLetters(summary.deadLetters()))
                + row("graph", "%,d users, %,d items, %,d edges", graph.users(), graph.items(), graph.edges())
                + row("generations", "%,d committed, %,d revoked", generations.committed(), generations.revoked())
                + row("lists published", "%,d", summary.lists())
                + row("our lists", "%s", quality(summary.recommender()))
                + row("most popular", "%s", quality(summary.popular()))
                + row("first list", "%s", firstList(summary.seconds()))
                + row("wall time", "%.1f s", summary.seconds().total());
    }

    private static String deadLetters(Map<String, Long> byReason) {
        return byReason.isEmpty()
                ? "none"
                : byReason.entrySet().stream()
                        .map(entry -> String.format(Locale.ROOT, "%,d %s", entry.getValue(), entry.getKey()))
                        .collect(Collectors.joining(", "));
    }

    private static String quality(Quality quality) {
        return String.format(Locale.ROOT, "HR@10 %.4f, NDCG@10 %.4f on %,d interactions",
                quality.hitRate(), quality.ndcg(), quality.interactions());
    }

    private static String firstList(Summary.Seconds seconds) {
        return "after " + seconds(seconds.firstList()) + "; scored by a generation after "
                + seconds(seconds.firstListOfGeneration());
    }

    private static String seconds(Double seconds) {
        return seconds == null ? "- s" : String.format(Locale.ROOT, "%.1f s", seconds);
    }

    private static String row(String name, String format, Object... values) {
        return String.format(Locale.ROOT, "%-16s", name) + String.format(Locale.ROOT, format, values) + "\n";
    }
}
