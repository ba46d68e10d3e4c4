/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.app.embedded;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.RecoveryClaimMode;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobgraph.SavepointRestoreSettings;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.FileUtils;

/**
 * A Flink cluster in this process, with Flink's web page. Jobs keep their state in RocksDB and their checkpoints and
 * savepoints in a folder, each under its name, from which a later run goes on.
 */
public final class EmbeddedFlink implements AutoCloseable {

    private final MiniCluster cluster;
    private final Path folder;
    private final int parallelism;

    private EmbeddedFlink(MiniCluster cluster, Path folder, int parallelism) {
        this.cluster = cluster;
        this.folder = folder;
        this.parallelism = parallelism;
    }

    /**
     * @param folder      holds what outlives the process
     * @param jobs        how many can run at once
     * @param parallelism of each job
     * @param webPort     of the web page, 0 for any free one
     */
    public static EmbeddedFlink start(Path folder, int jobs, int parallelism, int webPort) throws Exception {
        Path temporaryFiles = temporaryFiles(folder);
        FileUtils.deleteDirectory(temporaryFiles.toFile()); // of a run that was killed
        Files.createDirectories(temporaryFiles);
        MiniCluster cluster = new MiniCluster(new MiniClusterConfiguration.Builder()
                .setConfiguration(FlinkSettings.ofCluster(temporaryFiles, webPort))
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(jobs * parallelism)
                .build());
        cluster.start();
        return new EmbeddedFlink(cluster, folder, parallelism);
    }

    public URI webAddress() throws ExecutionException, InterruptedException {
        return cluster.getRestAddress().get();
    }

    /**
     * Starts a job where an earlier run of the same name left it: from its savepoint, or from its latest checkpoint if
     * that run was killed.
     *
     * @param pipeline adds sources, steps and sinks to the environment, and starts nothing
     */
    public EmbeddedJob submit(String name, Consumer<StreamExecutionEnvironment> pipeline)
            throws IOException, ExecutionException, InterruptedException {
        RestorePoints restorePoints = new RestorePoints(folder.resolve(name));
        Configuration settings = FlinkSettings.ofJob(name, restorePoints, parallelism);
        JobGraph graph;
        try (StreamExecutionEnvironment environment = new StreamExecutionEnvironment(settings)) {
            pipeline.accept(environment);
            graph = environment.getStreamGraph().getJobGraph();
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("cannot close the environment of " + name, e);
        }
        graph.setSavepointRestoreSettings(restoreFrom(restorePoints.latest()));
        return new EmbeddedJob(name, cluster, cluster.submitJob(graph).get().getJobID(), restorePoints);
    }

    /** Ends jobs that still run as a kill would: their latest checkpoints stay. */
    @Override
    public void close() throws Exception {
        cluster.close();
        FileUtils.deleteDirectory(temporaryFiles(folder).toFile());
    }

    private static SavepointRestoreSettings restoreFrom(Optional<Path> restorePoint) {
        // The new run leaves these files alone, so that a kill before its first checkpoint loses nothing.
        return restorePoint
                .map(path -> SavepointRestoreSettings.forPath(
                        path.toUri().toString(), false, RecoveryClaimMode.NO_CLAIM))
                .orElseGet(SavepointRestoreSettings::none);
    }

    private static Path temporaryFiles(Path folder) {
        return folder.resolve("tmp");
    }
}
