/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.app.embedded;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.tfllmer.app.topics.CreateTopics;
import org.tfllmer.app.topics.KafkaConnection;
import org.tfllmer.app.topics.ReadTopic;
import org.tfllmer.jobs.config.JobConfig;
import org.tfllmer.schemas.Generation;
import org.tfllmer.schemas.topics.Topic;
import org.tfllmer.schemas.topics.TopicCatalogue;
import org.tfllmer.schemas.wire.Codec;
import org.tfllmer.schemas.wire.WireFormat;

/** A broker and a Flink cluster of one task manager, which can be lost. */
final class SmallCluster implements AutoCloseable {

    private final Path folder;
    private final int parallelism;
    private final EmbeddedKafka kafka;
    private final MiniCluster cluster;

    /** @param parallelism of each job */
    SmallCluster(Path folder, int slots, int parallelism) throws Exception {
        this.folder = folder;
        this.parallelism = parallelism;
        kafka = EmbeddedKafka.startIn(folder.resolve("kafka"));
        try (CreateTopics topics = new CreateTopics(connection(), Duration.ofSeconds(60))) {
            topics.createMissing(TopicCatalogue.bundled());
        }
        cluster = new MiniCluster(new MiniClusterConfiguration.Builder()
                .setConfiguration(FlinkSettings.ofCluster(folder.resolve("flink"), 0))
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(slots)
                .build());
        cluster.start();
    }

    KafkaConnection connection() {
        return new KafkaConnection(kafka.bootstrapServers(), Map.of());
    }

    /** Options of the jobs for a {@link SmallStream}, and more. */
    JobConfig config(Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "kafka.bootstrap-servers", kafka.bootstrapServers(),
                "snapshots.directory", folder.resolve("snapshots").toUri().toString(),
                "items.embedding-dimension", Integer.toString(SmallStream.EMBEDDING_LENGTH),
                "rec-pca.dimension", "4",
                "graph.user-pair-cap", "0",
                "graph.user-item-cap", "0",
                "graph.snapshot-interval", "1 d",
                "graph.publish-interval", "6 h"));
        settings.putAll(more);
        return JobConfig.of(settings);
    }

    void submit(String job, JobConfig config, BiConsumer<StreamExecutionEnvironment, JobConfig> build)
            throws Exception {
        RestorePoints restorePoints = new RestorePoints(folder.resolve("flink").resolve(job));
        try (StreamExecutionEnvironment environment =
                new StreamExecutionEnvironment(FlinkSettings.ofJob(job, restorePoints, parallelism))) {
            build.accept(environment, config);
            JobGraph graph = environment.getStreamGraph().getJobGraph();
            cluster.submitJob(graph).get();
        }
    }

    /** Another one takes its place. */
    void loseTaskManager() throws Exception {
        cluster.terminateTaskManager(0).get();
        cluster.startTaskManager();
    }

    List<Generation> generations() throws Exception {
        Codec<Generation> codec = Topic.GENERATIONS.codec(WireFormat.JSON);
        List<Generation> generations = new ArrayList<>();
        for (byte[] value : values(Topic.GENERATIONS.name())) {
            generations.add(codec.decode(value));
        }
        return generations;
    }

    /** Of a topic, up to the last committed offset of each partition. */
    List<byte[]> values(String topic) {
        List<byte[]> values = new ArrayList<>();
        ReadTopic.committed(connection(), topic, record -> values.add(record.value()));
        return values;
    }

    @Override
    public void close() throws Exception {
        cluster.close();
        kafka.close();
    }
}
