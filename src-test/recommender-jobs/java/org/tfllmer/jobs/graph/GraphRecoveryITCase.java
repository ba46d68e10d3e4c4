/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tfllmer.graph.DirectedRow;
import org.tfllmer.jobs.JobSettings;
import org.tfllmer.jobs.config.JobConfig;
import org.tfllmer.jobs.ingest.AcceptedInteraction;
import org.tfllmer.jobs.snapshots.SnapshotStore;
import org.tfllmer.schemas.CooccurrenceEdges;
import org.tfllmer.schemas.GraphSnapshot;
import org.tfllmer.schemas.SnapshotFile;

/** Whatever happens to the graph job, each row it publishes and each snapshot is the batch oracle's at its boundary. */
class GraphRecoveryITCase {

    private static final InteractionLog LOG = new InteractionLog(11);
    private static final int HISTORY_LENGTH = 7;
    private static final int SLOTS = 4;

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

    @BeforeEach
    void gather() {
        String run = UUID.randomUUID().toString();
        edges = new Gathered<>(run + "-edges");
        snapshots = new Gathered<>(run + "-snapshots");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, SLOTS})
    void anUndisturbedRunTellsTheOraclesGraphAtEveryBoundary(int parallelism) throws Exception {
        submit(MisfortuneOnce.none(), parallelism, null).getJobExecutionResult().get();
        assertToldLikeTheOracle();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, SLOTS})
    void aFailureInTheMiddleChangesNothingThatIsTold(int parallelism) throws Exception {
        submit(MisfortuneOnce.toCome(), parallelism, null).getJobExecutionResult().get();
        assertThat(MisfortuneOnce.hasCome()).isTrue();
        assertToldLikeTheOracle();
    }

    @Test
    void savepointsTakenToOtherParallelismsChangeNothingThatIsTold() throws Exception {
        String first = stopWithSavepoint(submit(MisfortuneOnce.none(), 2, null));
        String second = stopWithSavepoint(submit(MisfortuneOnce.none(), SLOTS, first));
        submit(MisfortuneOnce.none(), SLOTS - 1, second).getJobExecutionResult().get();
        assertToldLikeTheOracle();
    }

    /** Once a snapshot was told, for which every subtask must run; the log has more parts than that takes. */
    private String stopWithSavepoint(JobClient job) throws Exception {
        snapshots.awaitAnother();
        return job.stopWithSavepoint(false, folder.resolve("savepoints").toUri().toString(),
                SavepointFormatType.CANONICAL).get(2, TimeUnit.MINUTES);
    }

    private JobClient submit(MisfortuneOnce misfortune, int parallelism, String savepoint) throws Exception {
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
        build(LOG.stream(env, misfortune), config());
        return env.executeAsync();
    }

    private void build(DataStream<AcceptedInteraction> interactions, JobConfig config) {
        SingleOutputStreamOperator<CoOccurrences> pairs = GraphJob.coOccurrences(interactions, config);
        DataStream<IntervalCounts> counts = pairs.getSideOutput(PairRecentItems.COUNTS);
        SingleOutputStreamOperator<CooccurrenceEdges> rows =
                GraphJob.graph(GraphJob.rowChanges(pairs, config), counts, config);
        rows.sinkTo(edges).uid("edges");
        GraphJob.snapshots(counts, rows.getSideOutput(GrowGraph.SHARDS)).sinkTo(snapshots).uid("snapshots")
                .setParallelism(1);
    }

    private JobConfig config() {
        Map<String, String> settings = JobSettings.with("graph.history-length", Integer.toString(HISTORY_LENGTH));
        settings.put("graph.publish-interval", "15 min");
        settings.put("graph.snapshot-interval", "1 h");
        settings.put("snapshots.directory", folder.resolve("store").toUri().toString());
        return JobConfig.of(settings);
    }

    private void assertToldLikeTheOracle() throws IOException {
        assertEveryRowIsTheOraclesAtItsBoundary();
        assertTheLastRowsAreTheWholeGraph();
        assertEverySnapshotIsTheOracles();
    }

    private void assertEveryRowIsTheOraclesAtItsBoundary() {
        Map<Long, List<CooccurrenceEdges>> byBoundary =
                edges.records().stream().collect(Collectors.groupingBy(CooccurrenceEdges::asOf));
        byBoundary.forEach((boundary, rows) -> {
            Map<String, DirectedRow> oracle = LOG.graphBefore(boundary, HISTORY_LENGTH);
            rows.forEach(row -> assertThat(row)
                    .as("row of %s as of %s", row.itemId(), boundary)
                    .isEqualTo(PublishedRow.of(row.itemId(), oracle.get(row.itemId()), boundary)));
        });
    }

    private void assertTheLastRowsAreTheWholeGraph() {
        Map<String, CooccurrenceEdges> last = new HashMap<>();
        edges.records().forEach(row -> last.merge(
                row.itemId(), row, (one, other) -> one.asOf() > other.asOf() ? one : other));
        Map<String, DirectedRow> whole = LOG.graphBefore(Long.MAX_VALUE, HISTORY_LENGTH);
        assertThat(last.keySet()).isEqualTo(whole.keySet());
        whole.forEach((item, row) -> assertThat(last.get(item).neighbours())
                .isEqualTo(PublishedRow.of(item, row, 0).neighbours()));
    }

    private void assertEverySnapshotIsTheOracles() throws IOException {
        Map<Long, GraphSnapshot> byBoundary = snapshots.records().stream()
                .collect(Collectors.toMap(GraphSnapshot::boundary, Function.identity(), (one, again) -> {
                    assertThat(again.counts()).isEqualTo(one.counts());
                    return again;
                }));
        assertThat(byBoundary).as("one for each hour of the log").hasSizeBetween(12, 13);
        for (GraphSnapshot snapshot : byBoundary.values()) {
            Map<String, DirectedRow> oracle = LOG.graphBefore(snapshot.boundary(), HISTORY_LENGTH);
            assertThat(rows(snapshot)).usingRecursiveComparison().isEqualTo(oracle);
            long ends = oracle.values().stream().mapToLong(DirectedRow::size).sum();
            assertThat(snapshot.counts()).containsAllEntriesOf(LOG.countsBefore(snapshot.boundary()))
                    .containsEntry("items", (long) oracle.size())
                    .containsEntry("edges", ends / 2);
        }
    }

    private Map<String, DirectedRow> rows(GraphSnapshot snapshot) throws IOException {
        SnapshotStore store = new SnapshotStore(config().snapshotsDirectory());
        Map<String, DirectedRow> rows = new TreeMap<>();
        for (SnapshotFile file : snapshot.files()) {
            EdgeShardReader.read(store.read(file), (item, row) ->
                    assertThat(rows.put(item, row)).as("%s is in one shard", item).isNull());
        }
        return rows;
    }
}
