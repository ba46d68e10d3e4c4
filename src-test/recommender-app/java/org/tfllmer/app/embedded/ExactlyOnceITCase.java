/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.app.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tfllmer.app.replay.KafkaReplayOutput;
import org.tfllmer.app.topics.CreateTopics;
import org.tfllmer.app.topics.KafkaConnection;
import org.tfllmer.graph.BatchGraph;
import org.tfllmer.graph.DirectedRow;
import org.tfllmer.jobs.config.JobConfig;
import org.tfllmer.jobs.graph.GraphJob;
import org.tfllmer.jobs.recpca.RecPcaJob;
import org.tfllmer.schemas.CooccurrenceEdges;
import org.tfllmer.schemas.CooccurrenceEdges.Neighbour;
import org.tfllmer.schemas.Generation;
import org.tfllmer.schemas.GenerationState;
import org.tfllmer.schemas.topics.Topic;
import org.tfllmer.schemas.topics.TopicCatalogue;
import org.tfllmer.schemas.wire.Codec;
import org.tfllmer.schemas.wire.WireFormat;

/** The task manager is lost in the middle of a run: what is an account must not show it. */
class ExactlyOnceITCase {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @TempDir
    private Path folder;

    @Test
    void losingTheTaskManagerChangesNeitherTheGraphNorTheNumberOfRecords() throws Exception {
        SmallStream stream = new SmallStream(11);
        Accounts undisturbed = run(stream, "undisturbed", false);
        Accounts disturbed = run(stream, "disturbed", true);

        assertThat(disturbed.counts()).isEqualTo(undisturbed.counts());
        assertSame(disturbed.rows(), undisturbed.rows());
        assertSame(disturbed.rows(), weights(stream.oracle()));
        assertThat(disturbed.generations()).hasSize(SmallStream.DAYS)
                .allSatisfy(generation -> assertThat(generation.state()).isEqualTo(GenerationState.COMMITTED))
                .extracting(Generation::number)
                .containsExactlyElementsOf(
                        undisturbed.generations().stream().map(Generation::number).toList());
    }

    private Accounts run(SmallStream stream, String name, boolean loseTaskManager) throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.startIn(folder.resolve(name + "-kafka"));
                MiniCluster cluster = cluster(name)) {
            KafkaConnection connection = new KafkaConnection(kafka.bootstrapServers(), Map.of());
            try (CreateTopics topics = new CreateTopics(connection, Duration.ofSeconds(60))) {
                topics.createMissing(TopicCatalogue.bundled());
            }
            cluster.start();
            JobConfig config = JobConfig.of(settings(kafka, name));
            submit(cluster, name, GraphJob.NAME, config, GraphJob::build);
            submit(cluster, name, RecPcaJob.NAME, config, RecPcaJob::build);
            try (KafkaReplayOutput output = new KafkaReplayOutput(connection, WireFormat.JSON, WireFormat.JSON)) {
                stream.sendFirstHalf(output);
                if (loseTaskManager) {
                    awaitGeneration(kafka.bootstrapServers(), SmallStream.boundary(1));
                    cluster.terminateTaskManager(0).get();
                    cluster.startTaskManager();
                }
                stream.sendSecondHalf(output);
            }
            awaitGeneration(kafka.bootstrapServers(), SmallStream.boundary(SmallStream.DAYS));
            return Accounts.read(kafka.bootstrapServers());
        }
    }

    private static void awaitGeneration(String bootstrapServers, long boundary) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (Accounts.generations(bootstrapServers).stream().noneMatch(last -> last.boundary() >= boundary)) {
            assertThat(System.nanoTime()).as("generation of boundary %d is there in time", boundary)
                    .isLessThan(deadline);
        }
    }

    private MiniCluster cluster(String name) {
        return new MiniCluster(new MiniClusterConfiguration.Builder()
                .setConfiguration(FlinkSettings.ofCluster(folder.resolve(name + "-flink"), 0))
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(4)
                .build());
    }

    private Map<String, String> settings(EmbeddedKafka kafka, String name) {
        return Map.of("kafka.bootstrap-servers", kafka.bootstrapServers(),
                "snapshots.directory", folder.resolve(name + "-snapshots").toUri().toString(),
                "items.embedding-dimension", Integer.toString(SmallStream.EMBEDDING_LENGTH),
                "rec-pca.dimension", "4",
                "graph.user-pair-cap", "0",
                "graph.user-item-cap", "0",
                "graph.snapshot-interval", "1 d",
                "graph.publish-interval", "6 h");
    }

    private void submit(MiniCluster cluster, String run, String job, JobConfig config,
            BiConsumer<StreamExecutionEnvironment, JobConfig> build) throws Exception {
        RestorePoints restorePoints = new RestorePoints(folder.resolve(run + "-flink").resolve(job));
        try (StreamExecutionEnvironment environment =
                new StreamExecutionEnvironment(FlinkSettings.ofJob(job, restorePoints, 2))) {
            build.accept(environment, config);
            JobGraph graph = environment.getStreamGraph().getJobGraph();
            cluster.submitJob(graph).get();
        }
    }

    private static Map<String, Map<String, Double>> weights(BatchGraph oracle) {
        Map<String, Map<String, Double>> rows = new TreeMap<>();
        oracle.rows(SmallStream.boundary(SmallStream.DAYS)).forEach((item, row) -> rows.put(item, weights(row)));
        return rows;
    }

    private static Map<String, Double> weights(DirectedRow row) {
        Map<String, Double> weights = new TreeMap<>();
        for (int i = 0; i < row.size(); i++) {
            weights.put(row.neighbours()[i], row.weight(i));
        }
        return weights;
    }

    private static void assertSame(
            Map<String, Map<String, Double>> found, Map<String, Map<String, Double>> expected) {
        assertThat(found.keySet()).isEqualTo(expected.keySet());
        expected.forEach((item, row) -> {
            assertThat(found.get(item).keySet()).as(item).isEqualTo(row.keySet());
            row.forEach((neighbour, weight) ->
                    assertThat(found.get(item).get(neighbour)).isCloseTo(weight, within(1e-9 * weight)));
        });
    }

    /** What is to be read, committed records only, once the run is over. */
    private record Accounts(
            Map<String, Integer> counts, Map<String, Map<String, Double>> rows, List<Generation> generations) {

        static Accounts read(String bootstrapServers) throws Exception {
            Map<String, Integer> counts = new TreeMap<>();
            for (Topic<?> topic : List.of(Topic.COOCCURRENCE_EDGES, Topic.GRAPH_SNAPSHOTS, Topic.GENERATIONS,
                    Topic.ITEM_EMBEDDINGS)) {
                counts.put(topic.name(), values(bootstrapServers, topic.name()).size());
            }
            Map<String, Map<String, Double>> rows = new TreeMap<>();
            Codec<CooccurrenceEdges> edges = Topic.COOCCURRENCE_EDGES.codec(WireFormat.AVRO);
            for (byte[] value : values(bootstrapServers, Topic.COOCCURRENCE_EDGES.name())) {
                CooccurrenceEdges row = edges.decode(value);
                rows.put(row.itemId(), row.neighbours().stream()
                        .collect(Collectors.toMap(Neighbour::itemId, Neighbour::weight)));
            }
            return new Accounts(counts, rows, generations(bootstrapServers));
        }

        static List<Generation> generations(String bootstrapServers) throws Exception {
            Codec<Generation> codec = Topic.GENERATIONS.codec(WireFormat.JSON);
            List<Generation> generations = new ArrayList<>();
            for (byte[] value : values(bootstrapServers, Topic.GENERATIONS.name())) {
                generations.add(codec.decode(value));
            }
            return generations;
        }

        /** Up to the last committed offset of each partition. */
        private static List<byte[]> values(String bootstrapServers, String topic) {
            try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                    Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                            ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed"),
                    new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
                List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                        .map(partition -> new TopicPartition(topic, partition.partition()))
                        .toList();
                consumer.assign(partitions);
                consumer.seekToBeginning(partitions);
                Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
                List<byte[]> values = new ArrayList<>();
                while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                    consumer.poll(Duration.ofMillis(100)).forEach(record -> values.add(record.value()));
                }
                return values;
            }
        }
    }
}
