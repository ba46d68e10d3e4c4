/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.app.backtest;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes results.json (all that is known), results.csv (a line per run) and report.html (for people). */
final class ResultFiles {

    private ResultFiles() {}

    static void write(Path out, Map<String, Object> settings, List<RunResult> results) throws IOException {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("settings", settings);
        all.put("runs", results);
        Files.writeString(out.resolve("results.json"),
                new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(all) + "\n");
        Files.writeString(out.resolve("results.csv"), csv(results));
        Files.writeString(out.resolve("report.html"), new HtmlReport(settings, ResultTable.of(results)).text());
    }

    private static String csv(List<RunResult> results) {
        StringBuilder csv = new StringBuilder("method,backbone,seed,cases,"
                + String.join(",", results.get(0).metrics().keySet())
                + ",validation_ndcg10,last_loss,seconds,resident_mb\n");
        for (RunResult run : results) {
            csv.append(run.method()).append(',').append(run.backbone() == null ? "" : run.backbone())
                    .append(',').append(run.seed()).append(',').append(run.cases());
            run.metrics().values().forEach(value -> csv.append(',').append(value));
            csv.append(',').append(run.validationNdcg()).append(',')
                    .append(run.losses().isEmpty() ? "" : run.losses().get(run.losses().size() - 1))
                    .append(',').append(run.seconds()).append(',').append(run.residentMegabytes()).append('\n');
        }
        return csv.toString();
    }
}
