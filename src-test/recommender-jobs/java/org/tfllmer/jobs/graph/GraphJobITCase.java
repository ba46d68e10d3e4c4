/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tfllmer.dataset.DatasetFolder;
import org.tfllmer.dataset.LoggedInteraction;
import org.tfllmer.dataset.ShopGenerator;
import org.tfllmer.graph.BatchGraph;
import org.tfllmer.graph.DirectedRow;
import org.tfllmer.jobs.JobSettings;
import org.tfllmer.jobs.config.JobConfig;
import org.tfllmer.jobs.ingest.AcceptedInteraction;
import org.tfllmer.schemas.CooccurrenceEdges;
import org.tfllmer.schemas.CooccurrenceEdges.Neighbour;
import org.tfllmer.schemas.Interaction;
import org.tfllmer.schemas.InteractionType;

/** The steps of the graph job on a cluster give the graph that the batch oracle computes from the same file. */
class GraphJobITCase {

    private static final int PARALLELISM = 4;
    /** So many publications over the span of a set. */
    private static final int BOUNDARIES = 8;
    private static final long DISORDER = Duration.ofMinutes(30).toMillis();
    private static final Path REAL_SET = Path.of("../shared/data/movielens-small-minilm");

    @RegisterExtension
    private static final MiniClusterExtension CLUSTER = new MiniClusterExtension(
            new MiniClusterResourceConfiguration.Builder()
                    .setNumberTaskManagers(2)
                    .setNumberSlotsPerTaskManager(PARALLELISM / 2)
                    .build());

    @TempDir
    private static Path folder;

    /** The generated shop always, a real set where there is one. */
    static Stream<Path> dataSets() throws IOException {
        Path shop = folder.resolve("shop");
        new ShopGenerator(ShopGenerator.SEED).write(shop);
        Path real = Path.of(System.getProperty("maven.multiModuleProjectDirectory", "../..")).resolve(REAL_SET);
        return Files.isDirectory(real) ? Stream.of(shop, real) : Stream.of(shop);
    }

    @ParameterizedTest
    @MethodSource("dataSets")
    void theGraphOfAWholeSetIsTheBatchOraclesAtEveryParallelism(Path dataSet) throws Exception {
        List<Interaction> interactions = interactions(dataSet);
        Map<String, Map<String, Double>> oracle = oracle(interactions);
        assertThat(oracle).isNotEmpty();
        for (int parallelism : new int[] {1, 2, PARALLELISM}) {
            assertSame(graphOf(disordered(interactions), parallelism), oracle);
        }
    }

    private static List<Interaction> interactions(Path dataSet) throws IOException {
        List<Interaction> interactions = new ArrayList<>();
        try (Stream<LoggedInteraction> lines = DatasetFolder.open(dataSet).interactions()) {
            lines.forEach(line -> interactions.add(new Interaction(line.eventId(), line.userId(), line.itemId(),
                    InteractionType.VIEW, null, line.eventTimeMillis())));
        }
        return interactions;
    }

    private static Map<String, Map<String, Double>> oracle(List<Interaction> interactions) {
        BatchGraph graph = new BatchGraph(JobConfig.of(JobSettings.smallest()).graph().historyLength());
        interactions.forEach(interaction -> graph.add(interaction.userId(), interaction.itemId()));
        Map<String, Map<String, Double>> rows = new TreeMap<>();
        graph.rows().forEach((item, row) -> rows.put(item, weights(row)));
        return rows;
    }

    private static Map<String, Double> weights(DirectedRow row) {
        Map<String, Double> weights = new TreeMap<>();
        for (int i = 0; i < row.size(); i++) {
            weights.put(row.neighbours()[i], row.weight(i));
        }
        return weights;
    }

    /** Out of order by less than the watermark's bound, every ninth one twice; offsets say the order of the file. */
    private static List<AcceptedInteraction> disordered(List<Interaction> interactions) {
        record Arriving(AcceptedInteraction interaction, long time) {}

        Random random = new Random(5);
        List<Arriving> arriving = new ArrayList<>();
        for (int i = 0; i < interactions.size(); i++) {
            AcceptedInteraction accepted = new AcceptedInteraction(interactions.get(i), i);
            for (int times = i % 9 == 0 ? 2 : 1; times > 0; times--) {
                arriving.add(new Arriving(accepted, accepted.eventTime() + random.nextLong(DISORDER)));
            }
        }
        return arriving.stream()
                .sorted(Comparator.comparingLong(Arriving::time))
                .map(Arriving::interaction)
                .toList();
    }

    private static Map<String, Map<String, Double>> graphOf(List<AcceptedInteraction> arriving, int parallelism)
            throws Exception {
        long interval = (arriving.get(arriving.size() - 1).eventTime() - arriving.get(0).eventTime()) / BOUNDARIES;
        Map<String, String> settings = JobSettings.with("graph.publish-interval", interval + " ms");
        settings.put("graph.snapshot-interval", 2 * interval + " ms");
        settings.put("snapshots.directory", folder.resolve("snapshots-" + parallelism).toUri().toString());
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(new Configuration()
                .set(PipelineOptions.GENERIC_TYPES, false)
                .set(StateBackendOptions.STATE_BACKEND, "rocksdb"));
        env.setParallelism(parallelism);
        Map<String, Map<String, Double>> rows = new TreeMap<>();
        try (CloseableIterator<CooccurrenceEdges> edges =
                edges(env, arriving, JobConfig.of(settings)).executeAndCollect()) {
            edges.forEachRemaining(row -> rows.put(row.itemId(), new TreeMap<>(row.neighbours().stream()
                    .collect(Collectors.toMap(Neighbour::itemId, Neighbour::weight)))));
        }
        return rows;
    }

    private static DataStream<CooccurrenceEdges> edges(
            StreamExecutionEnvironment env, List<AcceptedInteraction> arriving, JobConfig config) {
        DataStream<AcceptedInteraction> interactions = env
                .fromData(AcceptedInteraction.class, arriving.toArray(AcceptedInteraction[]::new))
                .assignTimestampsAndWatermarks(WatermarkStrategy
                        .<AcceptedInteraction>forBoundedOutOfOrderness(Duration.ofMillis(DISORDER))
                        .withTimestampAssigner((accepted, unused) -> accepted.eventTime()));
        SingleOutputStreamOperator<CoOccurrences> pairs = GraphJob.coOccurrences(interactions, config);
        return GraphJob.graph(
                GraphJob.rowChanges(pairs, config), pairs.getSideOutput(PairRecentItems.COUNTS), config);
    }

    private static void assertSame(
            Map<String, Map<String, Double>> found, Map<String, Map<String, Double>> expected) {
        assertThat(found.keySet()).isEqualTo(expected.keySet());
        expected.forEach((item, row) -> {
            assertThat(found.get(item).keySet()).as("neighbours of %s", item).isEqualTo(row.keySet());
            row.forEach((neighbour, weight) -> assertThat(found.get(item).get(neighbour))
                    .as("%s, %s", item, neighbour).isCloseTo(weight, within(1e-9 * weight)));
        });
    }
}
