/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.app.run;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.tfllmer.app.embedded.EmbeddedFlink;
import org.tfllmer.app.embedded.EmbeddedJob;
import org.tfllmer.app.topics.ConsumedToEnd;
import org.tfllmer.app.topics.KafkaConnection;
import org.tfllmer.jobs.backbone.FineTuneJob;
import org.tfllmer.jobs.config.JobConfig;
import org.tfllmer.jobs.graph.GraphJob;
import org.tfllmer.jobs.recpca.RecPcaJob;
import org.tfllmer.jobs.serving.RecommendJob;
import org.tfllmer.schemas.topics.Topic;

/** The jobs of the whole pipeline, in one cluster, joined by topics. */
final class MainJobs {

    static final int COUNT = 4;

    private final List<EmbeddedJob> jobs = new ArrayList<>();

    /** Returns when all of them run. */
    void start(EmbeddedFlink flink, JobConfig config) throws IOException, ExecutionException, InterruptedException {
        jobs.add(flink.submit(GraphJob.NAME, environment -> GraphJob.build(environment, config)));
        jobs.add(flink.submit(RecPcaJob.NAME, environment -> RecPcaJob.build(environment, config)));
        if (!config.commit()) {
            jobs.add(flink.submit(FineTuneJob.NAME, environment -> FineTuneJob.build(environment, config)));
        }
        jobs.add(flink.submit(RecommendJob.NAME, environment -> RecommendJob.build(environment, config)));
        for (EmbeddedJob job : jobs) {
            job.awaitTasks();
        }
        throwIfFailed();
    }

    void throwIfFailed() {
        jobs.forEach(EmbeddedJob::throwIfFailed);
    }

    /** Returns when all that is on the topics that come from outside is in the jobs' state and output. */
    void awaitConsumed(KafkaConnection kafka) throws ExecutionException, InterruptedException {
        try (ConsumedToEnd consumed = new ConsumedToEnd(kafka)) {
            consumed.await(GraphJob.NAME, List.of(Topic.INTERACTIONS.name()), this::throwIfFailed);
            consumed.await(RecPcaJob.NAME, List.of(Topic.ITEMS.name()), this::throwIfFailed);
            consumed.await(RecommendJob.NAME, List.of(Topic.INTERACTIONS.name()), this::throwIfFailed);
        }
    }

    /** Each job stops that can, even if another cannot. */
    void stopWithSavepoints() throws ExecutionException, InterruptedException {
        CompletableFuture.allOf(jobs.stream().map(EmbeddedJob::stopWithSavepoint).toArray(CompletableFuture[]::new))
                .get();
    }
}
