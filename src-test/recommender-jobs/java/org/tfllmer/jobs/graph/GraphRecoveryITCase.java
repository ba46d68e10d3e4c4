/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.tfllmer.graph.DirectedRow;
import org.tfllmer.jobs.JobSettings;
import org.tfllmer.jobs.config.JobConfig;
import org.tfllmer.jobs.snapshots.SnapshotStore;
import org.tfllmer.schemas.CooccurrenceEdges;
import org.tfllmer.schemas.CooccurrenceEdges.Neighbour;
import org.tfllmer.schemas.GraphSnapshot;
import org.tfllmer.schemas.SnapshotFile;

/**
 * Whatever comes and whatever happens to the graph job, each row it publishes and each snapshot is the batch oracle's
 * at its boundary. Log and options are random; a run with another seed: {@code -Dgraph.seed=N}.
 */
class GraphRecoveryITCase {

    private static final int SLOTS = 4;
    private static final double RELATIVE = 1e-9;

    @RegisterExtension
    private static final MiniClusterExtension CLUSTER = new MiniClusterExtension(
            new MiniClusterResourceConfiguration.Builder()
                    .setNumberTaskManagers(2)
                    .setNumberSlotsPerTaskManager(SLOTS / 2)
                    .build());

    @TempDir
    private Path folder;

    private Gathered<CooccurrenceEdges> edges;
    private Gathered<GraphSnapshot> snapshots;

    static LongStream seeds() {
        return LongStream.of(11, 12, Long.getLong("graph.seed", new Random().nextInt(1_000_000)));
    }

    static Stream<Arguments> seedsAndParallelisms() {
        return seeds().boxed()
                .flatMap(seed -> Stream.of(1, 2, SLOTS).map(parallelism -> Arguments.of(seed, parallelism)));
    }

    @BeforeEach
    void gather() {
        String run = UUID.randomUUID().toString();
        edges = new Gathered<>(run + "-edges");
        snapshots = new Gathered<>(run + "-snapshots");
    }

    @ParameterizedTest
    @MethodSource("seedsAndParallelisms")
    void anUndisturbedRunTellsTheOraclesGraphAtEveryBoundary(long seed, int parallelism) throws Exception {
        submit(seed, MisfortuneOnce.none(), parallelism, null).getJobExecutionResult().get();
        assertToldLikeTheOracle(seed);
    }

    @ParameterizedTest
    @MethodSource("seedsAndParallelisms")
    void aFailureInTheMiddleChangesNothingThatIsTold(long seed, int parallelism) throws Exception {
        submit(seed, MisfortuneOnce.toCome(seed), parallelism, null).getJobExecutionResult().get();
        assertThat(MisfortuneOnce.hasCome()).isTrue();
        assertToldLikeTheOracle(seed);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void savepointsTakenToOtherParallelismsChangeNothingThatIsTold(long seed) throws Exception {
        String first = stopWithSavepoint(submit(seed, MisfortuneOnce.none(), 2, null));
        String second = stopWithSavepoint(submit(seed, MisfortuneOnce.none(), SLOTS, first));
        submit(seed, MisfortuneOnce.none(), SLOTS - 1, second).getJobExecutionResult().get();
        assertToldLikeTheOracle(seed);
    }

    /** Once a snapshot was told, for which every subtask must run; the log has more parts than that takes. */
    private String stopWithSavepoint(JobClient job) throws Exception {
        snapshots.awaitAnother();
        return job.stopWithSavepoint(false, folder.resolve("savepoints").toUri().toString(),
                SavepointFormatType.CANONICAL).get(2, TimeUnit.MINUTES);
    }

    private JobClient submit(long seed, MisfortuneOnce misfortune, int parallelism, String savepoint) throws Exception {
        Configuration settings = new Configuration()
                .set(PipelineOptions.GENERIC_TYPES, false)
                .set(StateBackendOptions.STATE_BACKEND, "rocksdb")
                .set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(200))
                .set(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER, Integer.MAX_VALUE)
                .set(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, true)
                .set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, folder.resolve("checkpoints").toUri().toString())
                .set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay")
                .set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 1)
                .set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ZERO)
                .set(CoreOptions.DEFAULT_PARALLELISM, parallelism);
        if (savepoint != null) {
            settings.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint);
        }
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(settings);
        env.setMaxParallelism(32);
        build(new InteractionLog(seed).stream(env, misfortune), config(seed));
        return env.executeAsync();
    }

    private void build(DataStream<UserArrival> arrivals, JobConfig config) {
        SingleOutputStreamOperator<CoOccurrences> pairs = GraphJob.coOccurrences(arrivals, config);
        DataStream<IntervalCounts> counts = pairs.getSideOutput(PairRecentItems.COUNTS);
        SingleOutputStreamOperator<CooccurrenceEdges> rows =
                GraphJob.graph(GraphJob.rowChanges(pairs, config), counts, config);
        rows.sinkTo(edges).uid("edges");
        DataStream<SnapshotShard> shards =
                pairs.getSideOutput(PairRecentItems.SHARDS).union(rows.getSideOutput(GrowGraph.SHARDS));
        GraphJob.snapshots(counts, shards).sinkTo(snapshots).uid("snapshots").setParallelism(1);
    }

    private JobConfig config(long seed) {
        Random random = new Random(seed);
        Map<String, String> settings = JobSettings.with("graph.history-length", "" + (3 + random.nextInt(6)));
        settings.put("graph.type-weights", "purchase:3,dislike:-1,like:0.5");
        settings.put("graph.publish-interval", "3 h");
        settings.put("graph.snapshot-interval", "12 h");
        settings.put("ingest.deduplication-horizon", "4 h");
        settings.put("graph.history-horizon", oneOf(random, "1 d", "3 d"));
        settings.put("graph.distance", oneOf(random, "constant", "reciprocal", "exponential"));
        settings.put("graph.half-life", oneOf(random, "0 s", "12 h", "2 d"));
        settings.put("graph.user-pair-cap", oneOf(random, "0", "2"));
        settings.put("graph.user-item-cap", oneOf(random, "0", "10"));
        settings.put("graph.activity-damping", oneOf(random, "none", "logarithmic"));
        settings.put("graph.neighbours", oneOf(random, "0", "6", "12"));
        settings.put("graph.edge-expiry", oneOf(random, "0 s", "1 d", "2 d"));
        settings.put("graph.forget-horizon", oneOf(random, "1 d", "30 d"));
        settings.put("graph.cache-entries", oneOf(random, "1", "100", "100000"));
        settings.put("snapshots.directory", folder.resolve("store").toUri().toString());
        return JobConfig.of(settings);
    }

    private static String oneOf(Random random, String... values) {
        return values[random.nextInt(values.length)];
    }

    private void assertToldLikeTheOracle(long seed) throws IOException {
        LogOracle oracle = new LogOracle(new InteractionLog(seed), config(seed));
        assertEveryRowIsTheOraclesAtItsBoundary(oracle);
        assertTheLastRowsAreTheWholeGraph(oracle);
        assertEverySnapshotIsTheOracles(oracle, seed);
    }

    private void assertEveryRowIsTheOraclesAtItsBoundary(LogOracle oracle) {
        assertThat(edges.records()).isNotEmpty();
        for (CooccurrenceEdges row : edges.records()) {
            assertSame(row, oracle.rows(row.asOf()).get(row.itemId()));
        }
    }

    private void assertTheLastRowsAreTheWholeGraph(LogOracle oracle) {
        Map<String, CooccurrenceEdges> last = new HashMap<>();
        edges.records().forEach(row -> last.merge(
                row.itemId(), row, (one, other) -> one.asOf() > other.asOf() ? one : other));
        last.values().removeIf(row -> row.neighbours().isEmpty());
        oracle.lastRows().forEach((item, row) -> {
            if (PublishedRow.of(item, row, 0).neighbours().isEmpty()) {
                assertThat(last).doesNotContainKey(item);
            } else {
                assertThat(last.remove(item).neighbours()).extracting(Neighbour::itemId).hasSameElementsAs(
                        PublishedRow.of(item, row, 0).neighbours().stream().map(Neighbour::itemId).toList());
            }
        });
        assertThat(last).isEmpty();
    }

    private static void assertSame(CooccurrenceEdges row, DirectedRow expected) {
        Map<String, Double> weights = new HashMap<>();
        if (expected != null) {
            PublishedRow.of(row.itemId(), expected, row.asOf()).neighbours()
                    .forEach(neighbour -> weights.put(neighbour.itemId(), neighbour.weight()));
        }
        assertThat(row.neighbours()).as("row of %s as of %s", row.itemId(), row.asOf())
                .extracting(Neighbour::itemId).containsExactlyInAnyOrderElementsOf(weights.keySet());
        row.neighbours().forEach(neighbour ->
                assertClose(neighbour.weight(), weights.get(neighbour.itemId()), row.itemId(), row.asOf()));
    }

    /** Beside a weight that was taken back, what is left is known as well as that was. */
    private static void assertClose(double found, double expected, String item, long boundary) {
        assertThat(found).as("weight in the row of %s as of %s", item, boundary)
                .isCloseTo(expected, within(RELATIVE * Math.max(1, Math.abs(expected))));
    }

    private void assertEverySnapshotIsTheOracles(LogOracle oracle, long seed) throws IOException {
        Map<Long, GraphSnapshot> byBoundary = snapshots.records().stream()
                .collect(Collectors.toMap(GraphSnapshot::boundary, Function.identity(), (one, again) -> {
                    assertThat(again.counts()).isEqualTo(one.counts());
                    return again;
                }));
        assertThat(byBoundary).as("one for each half day of the log").hasSizeBetween(12, 13);
        for (GraphSnapshot snapshot : byBoundary.values()) {
            Map<String, DirectedRow> expected = oracle.rows(snapshot.boundary());
            assertSame(rows(snapshot, seed), expected, snapshot.boundary());
            assertThat(histories(snapshot, seed)).isEqualTo(oracle.histories(snapshot.boundary()));
            long ends = expected.values().stream().mapToLong(DirectedRow::size).sum();
            assertThat(snapshot.counts()).containsAllEntriesOf(oracle.counts(snapshot.boundary()))
                    .containsEntry("items", (long) expected.size())
                    .containsEntry("edges", ends / 2);
        }
    }

    private static void assertSame(Map<String, DirectedRow> found, Map<String, DirectedRow> expected, long boundary) {
        assertThat(found.keySet()).as("items as of %s", boundary).isEqualTo(expected.keySet());
        expected.forEach((item, row) -> {
            assertThat(found.get(item).neighbours()).isEqualTo(row.neighbours());
            for (int i = 0; i < row.size(); i++) {
                assertClose(found.get(item).after()[i], row.after()[i], item, boundary);
                assertClose(found.get(item).before()[i], row.before()[i], item, boundary);
            }
        });
    }

    private Map<String, DirectedRow> rows(GraphSnapshot snapshot, long seed) throws IOException {
        Map<String, DirectedRow> rows = new TreeMap<>();
        for (SnapshotFile file : snapshot.files()) {
            if (file.role().equals(EdgeShardWriter.ROLE)) {
                EdgeShardReader.read(store(seed).read(file), (item, row) ->
                        assertThat(rows.put(item, row)).as("%s is in one shard", item).isNull());
            }
        }
        return rows;
    }

    private Map<String, List<String>> histories(GraphSnapshot snapshot, long seed) throws IOException {
        Map<String, List<String>> histories = new TreeMap<>();
        for (SnapshotFile file : snapshot.files()) {
            if (file.role().equals(HistoryShardWriter.ROLE)) {
                HistoryShardReader.read(store(seed).read(file), (user, history) ->
                        assertThat(histories.put(user, history.stream()
                                .map(event -> LogOracle.text(event.itemId(), event.weight(), event.time()))
                                .toList())).as("%s is in one shard", user).isNull());
            }
        }
        return histories;
    }

    private SnapshotStore store(long seed) {
        return new SnapshotStore(config(seed).snapshotsDirectory());
    }
}
