/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.app.bench;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.tfllmer.jobs.config.JobConfig;

/** Which of the graph's options a run has on. */
enum Features {

    /** What users add is weighed and capped, and kept for ever: so all of it is there at the end, to be checked. */
    CHECKABLE(Map.of("graph.half-life", "0 s", "graph.edge-expiry", "0 s", "graph.neighbours", "0")),

    /** All, but for the log from which users are forgotten. */
    ALL(Map.of("graph.half-life", "7 d", "graph.type-weights", "cart:2,purchase:3,dislike:-1"));

    private final Map<String, String> own;

    Features(Map<String, String> own) {
        this.own = own;
    }

    JobConfig config(GraphBenchOptions options, Path folder) {
        Map<String, String> settings = new HashMap<>(own);
        settings.put("kafka.bootstrap-servers", "none"); // these steps do not reach for Kafka
        settings.put("items.embedding-dimension", "1024");
        settings.put("snapshots.directory", folder.resolve("snapshots").toUri().toString());
        settings.put("graph.history-length", Integer.toString(options.historyLength()));
        settings.put("graph.distance", "exponential");
        settings.put("graph.activity-damping", "logarithmic");
        settings.put("graph.forget-horizon", "0 s");
        settings.put("graph.snapshot-histories", "false");
        settings.put("graph.publish-interval", options.publishInterval().toMillis() + " ms");
        settings.put("graph.snapshot-interval", options.publishInterval().multipliedBy(60).toMillis() + " ms");
        options.cacheEntries().ifPresent(entries -> settings.put("graph.cache-entries", Integer.toString(entries)));
        return JobConfig.of(settings);
    }
}
