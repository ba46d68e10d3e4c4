/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.app.backtest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.tfllmer.evaluation.FullRanking;
import org.tfllmer.evaluation.ItemGroup;
import org.tfllmer.evaluation.RankingMetrics;
import org.tfllmer.evaluation.Scorer;

/** Takes the results of a run. */
final class Results {

    private static final int[] CUTOFFS = {10, 20};
    private static final Path STATUS = Path.of("/proc/self/status");

    private Results() {}

    static RunResult of(RunKey key, BacktestData data, Map<String, Double> chosen, List<Double> losses, Scorer scorer,
            Map<String, Double> telemetry, double seconds) {
        FullRanking test = FullRanking.of(scorer, data.split().test());
        FullRanking validation = FullRanking.of(scorer, data.split().validation());
        return new RunResult(key.method().text(),
                key.backbone() == null ? null : key.backbone().name().toLowerCase(Locale.ROOT), key.seed(), chosen,
                null, losses, finite(validation.metrics(10).ndcg()), test.ranks().length, metrics(test),
                groups(test, ItemGroup.of(data.split().trainCounts())), finite(telemetry), seconds, resident());
    }

    private static Map<String, Double> metrics(FullRanking test) {
        Map<String, Double> metrics = new LinkedHashMap<>();
        for (int cutoff : CUTOFFS) {
            RankingMetrics at = test.metrics(cutoff);
            metrics.put("hr" + cutoff, at.hitRate());
            metrics.put("ndcg" + cutoff, at.ndcg());
            metrics.put("mrr" + cutoff, at.mrr());
            metrics.put("coverage" + cutoff, test.coverage(cutoff));
        }
        return metrics;
    }

    private static Map<String, RunResult.Group> groups(FullRanking test, ItemGroup[] groups) {
        Map<String, RunResult.Group> byGroup = new LinkedHashMap<>();
        for (ItemGroup group : ItemGroup.values()) {
            RankingMetrics metrics = test.metrics(10, group, groups);
            byGroup.put(group.name().toLowerCase(Locale.ROOT),
                    new RunResult.Group(metrics.cases(), finite(metrics.hitRate()), finite(metrics.ndcg())));
        }
        return byGroup;
    }

    private static Map<String, Double> finite(Map<String, Double> values) {
        Map<String, Double> finite = new LinkedHashMap<>(values);
        finite.values().removeIf(value -> !Double.isFinite(value));
        return finite;
    }

    /** JSON has no NaN, which is what a mean of nothing is. */
    private static double finite(double value) {
        return Double.isFinite(value) ? value : 0;
    }

    private static long resident() {
        try {
            return Files.readAllLines(STATUS).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) >> 10)
                    .sum();
        } catch (IOException onlyLinuxHasTheFile) {
            return 0;
        }
    }
}
