/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.apache.flink.api.common.JobID;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tfllmer.app.embedded.EmbeddedKafka;
import org.tfllmer.app.topics.CreateTopics;
import org.tfllmer.jobs.backbone.FineTuneBackbone;
import org.tfllmer.jobs.backbone.FineTuneJob;
import org.tfllmer.jobs.config.JobConfig;
import org.tfllmer.app.topics.KafkaConnection;
import org.tfllmer.schemas.topics.TopicCatalogue;

/** On a cluster of which one task manager offers a GPU, which a script makes up. */
class GpuPlacementITCase {

    /** No machine has that many, so what libtorch says of it shows that the operator was handed it. */
    private static final String INDEX = "61";
    private static final String WITH_GPU = "with-gpu";
    private static final String WITHOUT_GPU = "without-gpu";

    @TempDir
    private Path folder;

    @Test
    void theFineTuningRunsWhereTheGpuIsAndIsHandedItsIndex() throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.startIn(folder.resolve("kafka"));
                ProcessCluster cluster = new ProcessCluster(Files.createDirectory(folder.resolve("flink")))) {
            createTopics(kafka);
            cluster.addTaskManager(WITHOUT_GPU, Map.of());
            JobID job = submit(cluster, kafka);
            cluster.await("tasks without a GPU asked for", "/jobs/" + job, GpuPlacementITCase::isScheduled);
            cluster.addTaskManager(WITH_GPU, gpuOffer());

            JsonNode failures = cluster.await("the fine-tuning to be deployed",
                    "/jobs/" + job + "/exceptions", answer -> !entries(answer).isEmpty());
            assertThat(entries(failures)).as(failures.toString()).allSatisfy(failure -> {
                assertThat(failure.path("taskName").asText()).contains(FineTuneBackbone.UID);
                assertThat(failure.path("taskManagerId").asText()).isEqualTo(WITH_GPU);
                assertThat(failure.path("stacktrace").asText())
                        .contains("fine-tune.device is cuda:" + INDEX + ", but libtorch finds");
            });
        }
    }

    private static void createTopics(EmbeddedKafka kafka) throws Exception {
        KafkaConnection connection = new KafkaConnection(kafka.bootstrapServers(), Map.of());
        try (CreateTopics topics = new CreateTopics(connection, Duration.ofSeconds(60))) {
            topics.createMissing(TopicCatalogue.bundled());
        }
    }

    private JobID submit(ProcessCluster cluster, EmbeddedKafka kafka) throws Exception {
        StreamExecutionEnvironment env =
                StreamExecutionEnvironment.createRemoteEnvironment(cluster.host(), cluster.restPort());
        env.setParallelism(1);
        FineTuneJob.build(env, JobConfig.of(Map.of("kafka.bootstrap-servers", kafka.bootstrapServers(),
                "snapshots.directory", folder.resolve("snapshots").toString(), "items.embedding-dimension", "384",
                "fine-tune.device", "cuda")));
        return env.executeAsync(FineTuneJob.NAME).getJobID();
    }

    /** The one without a GPU is asked for nothing yet: the job waits until all its tasks have a slot. */
    private static boolean isScheduled(JsonNode job) {
        return job.at("/vertices/0/tasks/SCHEDULED").asInt() > 0;
    }

    private Map<String, String> gpuOffer() throws Exception {
        Path script = folder.resolve("one-gpu.sh");
        Files.writeString(script, "#!/bin/sh\necho " + INDEX + "\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        return Map.of(
                "external-resources", "gpu",
                "external-resource.gpu.amount", "1",
                "external-resource.gpu.driver-factory.class", "org.apache.flink.externalresource.gpu.GPUDriverFactory",
                "external-resource.gpu.param.discovery-script.path", script.toString());
    }

    private static List<JsonNode> entries(JsonNode answer) {
        return StreamSupport.stream(answer.at("/exceptionHistory/entries").spliterator(), false).toList();
    }
}
