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
import java.util.Arrays;
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
import org.tfllmer.graph.Boundaries;
import org.tfllmer.graph.DirectedRow;
import org.tfllmer.graph.UserEvent;
import org.tfllmer.jobs.JobSettings;
import org.tfllmer.jobs.config.GraphOptions;
import org.tfllmer.jobs.config.JobConfig;
import org.tfllmer.jobs.ingest.AcceptedInteraction;
import org.tfllmer.schemas.CooccurrenceEdges;
import org.tfllmer.schemas.CooccurrenceEdges.Neighbour;
import org.tfllmer.schemas.Interaction;
import org.tfllmer.schemas.InteractionType;

/**
 * The steps of the graph job on a cluster give the graph that the batch oracle computes from the same file. Other
 * sets than the usual: {@code -Dgraph.sets=DIR,DIR}.
 */
class GraphJobITCase {

    private static final int PARALLELISM = 4;
    /** So many publications over the span of a set. */
    private static final int BOUNDARIES = 8;
    private static final long DISORDER = Duration.ofMinutes(30).toMillis();
    private static final Path REAL_SET = Path.of("../shared/data/movielens-small-minilm");

    /** Counts that nothing limits. */
    private static final Map<String, String> PLAIN = Map.of("graph.user-pair-cap", "0", "graph.user-item-cap", "0",
            "graph.neighbours", "0", "graph.edge-expiry", "0", "graph.history-horizon", "100000 d");

    /** Everything that makes weights differ, and rows cut. */
    private static final Map<String, String> WEIGHED = Map.of("graph.distance", "exponential",
            "graph.activity-damping", "logarithmic", "graph.user-pair-cap", "1",
            "graph.user-item-cap", "2", "graph.neighbours", "50", "graph.edge-expiry", "0");

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
        Path root = Path.of(System.getProperty("maven.multiModuleProjectDirectory", "../.."));
        String others = System.getProperty("graph.sets");
        if (others != null) {
            return Arrays.stream(others.split(",")).map(root::resolve);
        }
        Path shop = folder.resolve("shop");
        new ShopGenerator(ShopGenerator.SEED).write(shop);
        Path real = root.resolve(REAL_SET);
        return Files.isDirectory(real) ? Stream.of(shop, real) : Stream.of(shop);
    }

    @ParameterizedTest
    @MethodSource("dataSets")
    void theGraphOfAWholeSetIsTheBatchOraclesAtEveryParallelism(Path dataSet) throws Exception {
        assertGraphIsTheOracles(interactions(dataSet), PLAIN, 0);
    }

    @ParameterizedTest
    @MethodSource("dataSets")
    void soItIsWithDecayAndCapsAndCutRows(Path dataSet) throws Exception {
        assertGraphIsTheOracles(interactions(dataSet), WEIGHED, BOUNDARIES / 2);
    }

    /** @param halfLife in intervals between boundaries */
    private static void assertGraphIsTheOracles(
            List<Interaction> interactions, Map<String, String> options, int halfLife) throws Exception {
        long interval = (interactions.get(interactions.size() - 1).eventTime() - interactions.get(0).eventTime())
                / BOUNDARIES;
        Map<String, String> settings = JobSettings.with("graph.publish-interval", interval + " ms");
        settings.put("graph.snapshot-interval", 2 * interval + " ms");
        settings.put("snapshots.directory", folder.resolve("snapshots").toUri().toString());
        settings.put("graph.half-life", halfLife * interval + " ms");
        settings.putAll(options);
        GraphOptions graph = JobConfig.of(settings).graph();
        long end = new Boundaries(interval).after(interactions.get(interactions.size() - 1).eventTime());
        Map<String, Map<String, Double>> oracle = oracle(interactions, graph, end);
        assertThat(oracle).isNotEmpty();
        for (int parallelism : new int[] {1, 2, PARALLELISM}) {
            assertSame(graphOf(disordered(interactions), settings, parallelism, end), oracle);
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

    private static Map<String, Map<String, Double>> oracle(
            List<Interaction> interactions, GraphOptions options, long end) {
        BatchGraph graph = new BatchGraph(options.pairing(), options.rules(), options.neighbours());
        Boundaries boundaries = new Boundaries(options.publishInterval().toMillis());
        long boundary = boundaries.after(interactions.get(0).eventTime());
        for (Interaction interaction : interactions) {
            for (; interaction.eventTime() >= boundary; boundary += boundaries.interval()) {
                graph.close(boundary);
            }
            graph.add(interaction.userId(),
                    new UserEvent(interaction.eventId(), interaction.itemId(), 1, interaction.eventTime()));
        }
        graph.close(end);
        Map<String, Map<String, Double>> rows = new TreeMap<>();
        graph.rows(end).forEach((item, row) -> rows.put(item, weights(row)));
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

    /** As of the end: a row that has not changed has decayed since it was published. */
    private static Map<String, Map<String, Double>> graphOf(List<AcceptedInteraction> arriving,
            Map<String, String> settings, int parallelism, long end) throws Exception {
        JobConfig config = JobConfig.of(settings);
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(new Configuration()
                .set(PipelineOptions.GENERIC_TYPES, false)
                .set(StateBackendOptions.STATE_BACKEND, "rocksdb"));
        env.setParallelism(parallelism);
        Map<String, Map<String, Double>> rows = new TreeMap<>();
        try (CloseableIterator<CooccurrenceEdges> edges = edges(env, arriving, config).executeAndCollect()) {
            edges.forEachRemaining(row -> {
                double left = config.graph().rules().decay().factor(row.asOf(), end);
                rows.put(row.itemId(), new TreeMap<>(row.neighbours().stream()
                        .collect(Collectors.toMap(Neighbour::itemId, neighbour -> left * neighbour.weight()))));
            });
        }
        rows.values().removeIf(Map::isEmpty);
        return rows;
    }

    private static DataStream<CooccurrenceEdges> edges(
            StreamExecutionEnvironment env, List<AcceptedInteraction> arriving, JobConfig config) {
        DataStream<AcceptedInteraction> interactions = env
                .fromData(AcceptedInteraction.class, arriving.toArray(AcceptedInteraction[]::new))
                .assignTimestampsAndWatermarks(WatermarkStrategy
                        .<AcceptedInteraction>forBoundedOutOfOrderness(Duration.ofMillis(DISORDER))
                        .withTimestampAssigner((accepted, unused) -> accepted.eventTime()));
        SingleOutputStreamOperator<CoOccurrences> pairs =
                GraphJob.coOccurrences(GraphJob.arrivals(interactions), config);
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
