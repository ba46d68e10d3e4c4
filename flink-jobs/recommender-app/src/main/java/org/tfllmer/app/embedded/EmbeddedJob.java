/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.app.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.StreamSupport;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.execution.ExecutionState;
import org.apache.flink.runtime.executiongraph.AccessExecutionGraph;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.apache.flink.runtime.minicluster.MiniCluster;

/** A job that was submitted to {@link EmbeddedFlink}. */
public final class EmbeddedJob {

    private static final long MILLISECONDS_BETWEEN_LOOKS = 50;

    private final String name;
    private final MiniCluster cluster;
    private final JobID id;
    private final RestorePoints restorePoints;
    private final CompletableFuture<Optional<Throwable>> end;

    EmbeddedJob(String name, MiniCluster cluster, JobID id, RestorePoints restorePoints) {
        this.name = name;
        this.cluster = cluster;
        this.id = id;
        this.restorePoints = restorePoints;
        this.end = cluster.requestJobResult(id).handle(EmbeddedJob::failure);
    }

    public String name() {
        return name;
    }

    public JobStatus status() throws ExecutionException, InterruptedException {
        return cluster.getJobStatus(id).get();
    }

    /** Why the job ended, if it ended by failing; a job that Flink still restarts has not. */
    public Optional<Throwable> failure() {
        return end.getNow(Optional.empty());
    }

    /** @throws JobFailedException if there is a {@link #failure} */
    public void throwIfFailed() {
        failure().ifPresent(failure -> {
            throw new JobFailedException(name, failure);
        });
    }

    /** Returns when all of the job runs, as it must to be stopped with a savepoint, or when the job has ended. */
    public void awaitTasks() throws ExecutionException, InterruptedException {
        while (!end.isDone() && !runs(cluster.getExecutionGraph(id).get())) {
            Thread.sleep(MILLISECONDS_BETWEEN_LOOKS);
        }
    }

    /**
     * Asks the job to stop where it stands; nothing is drained, so event time does not run to its end and a later
     * submission goes on from here. Once the savepoint is written, all older state of the job is removed. If it cannot
     * be written the future fails at once, and Flink goes on with the job.
     */
    public CompletableFuture<Void> stopWithSavepoint() {
        return cluster.stopWithSavepoint(
                        id, restorePoints.savepoints().toUri().toString(), false, SavepointFormatType.CANONICAL)
                .thenCompose(savepoint -> end.thenApply(failure -> savepoint))
                .thenAccept(this::keepOnly);
    }

    private static boolean runs(AccessExecutionGraph graph) {
        return graph.getState() == JobStatus.RUNNING
                && StreamSupport.stream(graph.getAllExecutionVertices().spliterator(), false)
                        .allMatch(task -> task.getExecutionState() == ExecutionState.RUNNING);
    }

    private static Optional<Throwable> failure(JobResult result, Throwable unknownResult) {
        if (unknownResult != null) {
            return Optional.of(unknownResult);
        }
        return result.getSerializedThrowable()
                .map(failure -> failure.deserializeError(EmbeddedJob.class.getClassLoader()));
    }

    private void keepOnly(String savepoint) {
        try {
            restorePoints.keepOnly(Path.of(URI.create(savepoint)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
