/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.graph;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.tfllmer.jobs.JobSettings;
import org.tfllmer.jobs.config.GraphOptions;
import org.tfllmer.jobs.config.JobConfig;
import org.tfllmer.jobs.snapshots.SnapshotStore;
import org.tfllmer.schemas.Interaction;
import org.tfllmer.schemas.InteractionType;
import org.tfllmer.schemas.UserDeletionDone;

/** A {@link PairRecentItems} with boundaries every second, and a user named ann. */
abstract class PairingHarness {

    /** The most there may ever be. */
    static final int SUBTASKS = 16;
    static final long DAY = Duration.ofDays(1).toMillis();

    @TempDir
    Path folder;

    KeyedOneInputStreamOperatorTestHarness<String, UserArrival, CoOccurrences> operator;
    private long offset;

    @BeforeEach
    void open() throws Exception {
        operator = operator();
        operator.open();
    }

    @AfterEach
    void close() throws Exception {
        operator.close();
    }

    final void request(long eventTime) throws Exception {
        operator.processElement(new UserArrival("ann", null, eventTime, Long.MAX_VALUE), eventTime);
    }

    final List<String> told() {
        return operator.extractOutputValues().stream()
                .map(found -> found.pairs().itemId() + " " + Arrays.toString(found.pairs().earlier()) + " "
                        + Arrays.toString(found.pairs().weights()) + " at " + found.countedAt())
                .toList();
    }

    final List<UserDeletionDone> done() {
        return operator.getSideOutput(PairRecentItems.DONE).stream().map(record -> record.getValue()).toList();
    }

    final List<SnapshotShard> shards() {
        return operator.getSideOutput(PairRecentItems.SHARDS).stream().map(record -> record.getValue()).toList();
    }

    /** As a checkpoint does it. */
    static OperatorSubtaskState snapshot(
            KeyedOneInputStreamOperatorTestHarness<String, UserArrival, CoOccurrences> operator) throws Exception {
        operator.prepareSnapshotPreBarrier(1);
        return operator.snapshot(1, 1);
    }

    static int subtaskOf(String user) {
        return KeyGroupRangeAssignment.assignKeyToParallelOperator(user, SUBTASKS, 2);
    }

    final void send(String eventId, String itemId, long eventTime) throws Exception {
        operator.processElement(accepted(eventId, itemId, InteractionType.VIEW, eventTime), eventTime);
    }

    final UserArrival accepted(String eventId, String itemId, InteractionType type, long eventTime) {
        return accepted(eventId, "ann", itemId, type, eventTime);
    }

    final UserArrival accepted(
            String eventId, String userId, String itemId, InteractionType type, long eventTime) {
        return new UserArrival(
                userId, new Interaction(eventId, userId, itemId, type, null, eventTime), eventTime, offset++);
    }

    final List<String> pairs() {
        return operator.extractOutputValues().stream()
                .map(found -> found.pairs().itemId() + " after " + List.of(found.pairs().earlier()))
                .toList();
    }

    final List<IntervalCounts> counts() {
        return operator.getSideOutput(PairRecentItems.COUNTS).stream().map(record -> record.getValue()).toList();
    }

    final KeyedOneInputStreamOperatorTestHarness<String, UserArrival, CoOccurrences> operator()
            throws Exception {
        return operator(1, 0);
    }

    final KeyedOneInputStreamOperatorTestHarness<String, UserArrival, CoOccurrences> operator(
            int parallelism, int subtask) throws Exception {
        Map<String, String> settings = JobSettings.with("graph.history-length", "3");
        settings.put("graph.publish-interval", "1 s");
        settings.put("graph.snapshot-interval", "1 s");
        settings.put("graph.forget-horizon", "1 d");
        settings.put("graph.history-horizon", "2 d");
        settings.put("graph.type-weights", "purchase:2,cart:-1");
        settings.put("graph.user-pair-cap", "1");
        GraphOptions options = JobConfig.of(settings).graph();
        return new KeyedOneInputStreamOperatorTestHarness<>(
                new PairRecentItems(new SnapshotStore(folder.toUri().toString()), options, Duration.ofMillis(300)),
                UserArrival::userId, Types.STRING, SUBTASKS, parallelism, subtask);
    }
}
