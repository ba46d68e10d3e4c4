/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.app.run;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigurationUtils;
import org.tfllmer.app.replay.ReplayData;
import org.tfllmer.app.state.StateDirectory;
import org.tfllmer.jobs.config.JobConfig;
import org.tfllmer.jobs.config.JobOptions;

/** The jobs' options in one run: what follows from the data and the place, and over it what the user set. */
final class RunSettings {

    private final Map<String, String> settings = new HashMap<>();

    RunSettings(String bootstrapServers, StateDirectory state, ReplayData data, Map<String, String> byUser) {
        String kafka = byUser.get(JobOptions.BOOTSTRAP_SERVERS.key());
        if (kafka != null) {
            throw new IllegalArgumentException("-D " + JobOptions.BOOTSTRAP_SERVERS.key()
                    + " would reach the jobs alone, use --kafka; was " + kafka);
        }
        String interval = SnapshotInterval.of(data.timeline().span()).toMillis() + " ms";
        set(JobOptions.BOOTSTRAP_SERVERS, bootstrapServers);
        set(JobOptions.SNAPSHOTS_DIRECTORY, state.snapshots().toUri().toString());
        set(JobOptions.EMBEDDING_DIMENSION, Integer.toString(data.embeddings().columns()));
        set(JobOptions.DIMENSION,
                Integer.toString(Math.min(JobOptions.DIMENSION.defaultValue(), data.embeddings().columns())));
        String snapshots = byUser.getOrDefault(JobOptions.SNAPSHOT_INTERVAL.key(), interval);
        set(JobOptions.SNAPSHOT_INTERVAL, snapshots);
        set(JobOptions.PUBLISH_INTERVAL, snapshots);
        set(JobOptions.EVALUATION_WINDOW, snapshots);
        set(JobOptions.COMMIT, "false"); // fine-tuning decides
        settings.putAll(byUser);
    }

    private void set(ConfigOption<?> option, String value) {
        settings.put(option.key(), value);
    }

    JobConfig config() {
        return JobConfig.of(settings);
    }

    /** In the order of the names, with secrets hidden as Flink hides them. */
    String shown() {
        return ConfigurationUtils.hideSensitiveValues(settings).entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> entry.getKey() + ": " + entry.getValue())
                .collect(Collectors.joining(", "));
    }
}
