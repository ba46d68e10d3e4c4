/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.app.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.runtime.checkpoint.CompletedCheckpointStats;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.FileUtils;

/** A Flink cluster in this process that runs one bounded job at a time on RocksDB, and reads off its checkpoints. */
final class BenchCluster implements AutoCloseable {

    private final Path folder;
    private final Configuration settings;
    private final MiniCluster cluster;

    private BenchCluster(Path folder, Configuration settings, MiniCluster cluster) {
        this.folder = folder;
        this.settings = settings;
        this.cluster = cluster;
    }

    static BenchCluster start(int parallelism, Duration checkpointInterval) throws Exception {
        Path folder = Files.createTempDirectory("graph-bench");
        Configuration settings = settings(folder, parallelism, checkpointInterval);
        MiniCluster cluster = new MiniCluster(new MiniClusterConfiguration.Builder()
                .setConfiguration(settings)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(parallelism)
                .build());
        cluster.start();
        return new BenchCluster(folder, settings, cluster);
    }

    private static Configuration settings(Path folder, int parallelism, Duration checkpointInterval) {
        Configuration settings = new Configuration();
        settings.set(CoreOptions.TMP_DIRS, folder.resolve("tmp").toString());
        settings.set(CoreOptions.DEFAULT_PARALLELISM, parallelism);
        settings.set(RestOptions.BIND_PORT, "0");
        settings.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(512));
        settings.set(TaskManagerOptions.NETWORK_MEMORY_MIN, MemorySize.ofMebiBytes(64));
        settings.set(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.ofMebiBytes(64));
        settings.set(PipelineOptions.GENERIC_TYPES, false);
        settings.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
        settings.set(PipelineOptions.OBJECT_REUSE, true);
        settings.set(StateBackendOptions.STATE_BACKEND, "rocksdb");
        settings.set(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, true);
        settings.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, checkpointInterval);
        settings.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, folder.resolve("checkpoints").toUri().toString());
        settings.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
        return settings;
    }

    Measurement measure(String label, long events, Consumer<StreamExecutionEnvironment> pipeline) throws Exception {
        Tally.reset();
        System.gc(); // what other runs left behind is not this one's cost
        List<CompletedCheckpointStats> checkpoints = run(pipeline);
        double cpuSeconds = Tally.cpuSeconds();
        double seconds = Tally.seconds();
        return new Measurement(label, events, 0, seconds, cpuSeconds,
                checkpoints.stream().mapToDouble(CompletedCheckpointStats::getStateSize).max().orElse(Double.NaN) / 1e6,
                Measurement.median(checkpoints.stream()
                        .mapToDouble(CompletedCheckpointStats::getEndToEndDuration)
                        .toArray()));
    }

    /** Runs a job to its end. @return its completed checkpoints that are still remembered */
    private List<CompletedCheckpointStats> run(Consumer<StreamExecutionEnvironment> pipeline) throws Exception {
        StreamExecutionEnvironment env = new StreamExecutionEnvironment(settings);
        pipeline.accept(env);
        JobID id = cluster.submitJob(env.getStreamGraph().getJobGraph()).get().getJobID();
        cluster.requestJobResult(id).get().toJobExecutionResult(BenchCluster.class.getClassLoader());
        return checkpoints(id);
    }

    private List<CompletedCheckpointStats> checkpoints(JobID id) throws ExecutionException, InterruptedException {
        return cluster.getExecutionGraph(id).get().getCheckpointStatsSnapshot().getHistory().getCheckpoints().stream()
                .filter(CompletedCheckpointStats.class::isInstance)
                .map(CompletedCheckpointStats.class::cast)
                .toList();
    }

    Path folder() {
        return folder;
    }

    @Override
    public void close() throws IOException {
        cluster.closeAsync().join();
        FileUtils.deleteDirectory(folder.toFile());
    }
}
