/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tfllmer.graph.UserEvent;
import org.tfllmer.jobs.JobSettings;
import org.tfllmer.jobs.config.GraphOptions;
import org.tfllmer.jobs.config.JobConfig;
import org.tfllmer.jobs.snapshots.SnapshotStore;
import org.tfllmer.schemas.Interaction;
import org.tfllmer.schemas.InteractionType;
import org.tfllmer.schemas.UserDeletionDone;

class PairRecentItemsTest {

    /** The most there may ever be. */
    private static final int SUBTASKS = 16;
    private static final long DAY = Duration.ofDays(1).toMillis();

    @TempDir
    private Path folder;

    private KeyedOneInputStreamOperatorTestHarness<String, UserArrival, CoOccurrences> operator;
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

    @Test
    void interactionsAreTakenInEventTimeOrderWhateverOrderTheyComeIn() throws Exception {
        send("e3", "pot", 30);
        send("e1", "tea", 10);
        send("e2", "cup", 20);
        operator.processWatermark(40);
        assertThat(pairs()).containsExactly("cup after [tea]", "pot after [cup, tea]");
    }

    @Test
    void interactionsOfOneTimeAreTakenInTheOrderOfTheLog() throws Exception {
        send("e1", "tea", 10);
        send("e2", "cup", 10);
        operator.processWatermark(10);
        assertThat(pairs()).containsExactly("cup after [tea]");
    }

    @Test
    void nothingIsTakenBeforeTheWatermarkReachesIt() throws Exception {
        send("e1", "tea", 10);
        send("e2", "cup", 20);
        operator.processWatermark(19);
        assertThat(pairs()).isEmpty();
    }

    @Test
    void anEventIdCountsOnce() throws Exception {
        send("e1", "tea", 10);
        send("e2", "cup", 20);
        send("e2", "cup", 20);
        operator.processWatermark(1_000);
        assertThat(pairs()).containsExactly("cup after [tea]");
        assertThat(counts()).containsExactly(new IntervalCounts(1_000, 2, 1, 0, 1));
    }

    @Test
    void anEventIdIsForgottenBeyondTheHorizon() throws Exception {
        send("e1", "tea", 10);
        send("e1", "cup", 400);
        operator.processWatermark(1_000);
        assertThat(pairs()).containsExactly("cup after [tea]");
    }

    @Test
    void oneBehindTheWatermarkIsTakenWhenItMovesOnAndCountsInTheNextInterval() throws Exception {
        send("e1", "tea", 10);
        operator.processWatermark(1_500);
        send("e2", "cup", 20);
        operator.processWatermark(1_999);
        assertThat(pairs()).containsExactly("cup after [tea]");
        assertThat(counts()).containsExactly(
                new IntervalCounts(1_000, 1, 0, 0, 1), new IntervalCounts(2_000, 1, 0, 0, 0));
    }

    @Test
    void thoseOfAPartitionThatHadBeenIdleAreTakenInEventTimeOrderToo() throws Exception {
        operator.processWatermark(1_500); // of the other partitions
        send("e2", "cup", 30);
        send("e1", "tea", 20);
        operator.processWatermark(1_501);
        assertThat(pairs()).containsExactly("cup after [tea]");
    }

    @Test
    void eachInteractionCountsInItsOwnIntervalWhenTheWatermarkJumps() throws Exception {
        send("e1", "tea", 10);
        send("e2", "cup", 2_500);
        operator.processWatermark(9_000);
        assertThat(counts()).containsExactly(
                new IntervalCounts(1_000, 1, 0, 0, 1), new IntervalCounts(3_000, 1, 0, 0, 0));
    }

    @Test
    void beingShownAnItemOrDislikingItPairsNothing() throws Exception {
        send("e1", "tea", 10);
        operator.processElement(accepted("e2", "cup", InteractionType.IMPRESSION, 20), 20);
        operator.processElement(accepted("e3", "pot", InteractionType.DISLIKE, 30), 30);
        send("e4", "jam", 40);
        operator.processWatermark(40);
        assertThat(pairs()).containsExactly("jam after [tea]");
    }

    @Test
    void afterARestoreItGoesOnWithHistoriesAndWhatWaited() throws Exception {
        send("e1", "tea", 10);
        operator.processWatermark(15);
        send("e2", "cup", 20);
        OperatorSubtaskState state = snapshot(operator);
        operator.close();
        operator = operator();
        operator.initializeState(state);
        operator.open();
        send("e1", "tea", 10); // sent again by its producer
        operator.processWatermark(1_000);
        assertThat(pairs()).containsExactly("cup after [tea]");
        assertThat(counts()).containsExactly(new IntervalCounts(1_000, 2, 1, 0, 1));
    }

    @Test
    void anIntervalThatWasToldIsNotToldAgainAfterARestore() throws Exception {
        send("e1", "tea", 10);
        operator.processWatermark(1_500);
        OperatorSubtaskState state = snapshot(operator);
        operator.close();
        operator = operator();
        operator.initializeState(state);
        operator.open();
        send("e2", "cup", 20); // its partition was idle
        operator.processWatermark(1_999);
        assertThat(pairs()).containsExactly("cup after [tea]");
        assertThat(counts()).containsExactly(new IntervalCounts(2_000, 1, 0, 0, 0));
    }

    @Test
    void fewerSubtasksGoOnWithWhatMoreOnesKnewAndHadNotTold() throws Exception {
        OperatorSubtaskState state;
        try (var ahead = operator(2, 0); var behind = operator(2, 1)) {
            ahead.open();
            behind.open();
            for (String user : List.of("ann", "bob", "cleo", "dan")) {
                var operator = subtaskOf(user) == 0 ? ahead : behind;
                operator.processElement(accepted(user + 1, user, "tea", InteractionType.VIEW, 10), 10);
                operator.processElement(accepted(user + 2, user, "cup", InteractionType.VIEW, 950), 950);
            }
            ahead.processWatermark(1_500);
            behind.processWatermark(900);
            state = AbstractStreamOperatorTestHarness.repackageState(snapshot(ahead), snapshot(behind));
        }
        operator.close();
        operator = operator(1, 0);
        operator.initializeState(AbstractStreamOperatorTestHarness.repartitionOperatorState(state, SUBTASKS, 2, 1, 0));
        operator.open();
        operator.processWatermark(1_999);
        long late = Stream.of("ann", "bob", "cleo", "dan").filter(user -> subtaskOf(user) == 1).count();
        assertThat(late).as("users of the subtask behind").isBetween(1L, 3L);
        assertThat(pairs()).hasSize((int) late).containsOnly("cup after [tea]");
        assertThat(counts()).containsExactly(new IntervalCounts(1_000, 2 * late, 0, 0, late));
    }

    @Test
    void weightsFollowFromTypesAndAreCutToTheCaps() throws Exception {
        send("e1", "tea", 10);
        operator.processElement(accepted("e2", "cup", InteractionType.PURCHASE, 20), 20);
        operator.processElement(accepted("e3", "pot", InteractionType.CART, 30), 30);
        operator.processWatermark(1_000);
        assertThat(told()).containsExactly("cup [tea] [1.0] at 20", "pot [cup, tea] [-1.0, -1.0] at 30");
    }

    @Test
    void aUserIsForgottenWithAllThatWasAdded() throws Exception {
        send("e1", "tea", 10);
        send("e2", "cup", 20);
        operator.processWatermark(1_200);
        request(1_500);
        send("e3", "pot", 1_600);
        operator.processWatermark(1_999);
        assertThat(told()).containsExactly("cup [tea] [1.0] at 20", "cup [tea] [-1.0] at 1500");
        assertThat(done()).containsExactly(new UserDeletionDone("ann", 1_500, 1_500, 2, 1, 0));
        assertThat(counts()).containsExactly(
                new IntervalCounts(1_000, 2, 0, 0, 1), new IntervalCounts(2_000, 1, 0, 1, 0));
    }

    @Test
    void aRequestForgetsWhatWaitsToo() throws Exception {
        request(30);
        send("e2", "cup", 20);
        send("e1", "tea", 10);
        operator.processWatermark(40);
        assertThat(told()).containsExactly("cup [tea] [1.0] at 20", "cup [tea] [-1.0] at 30");
    }

    @Test
    void aRequestThatComesLateLeavesWhatLaterInteractionsAddByThemselves() throws Exception {
        send("e1", "tea", 10);
        send("e2", "cup", 20);
        send("e3", "pot", 40);
        operator.processWatermark(1_200);
        request(15);
        operator.processWatermark(1_999);
        assertThat(told().subList(2, 5)).containsExactly("cup [tea] [-1.0] at 1201",
                "pot [cup, tea] [-1.0, -1.0] at 1201", "pot [cup] [1.0] at 1201");
        assertThat(done()).containsExactly(new UserDeletionDone("ann", 15, 1_201, 1, 2, 0));
    }

    @Test
    void anUnknownUserIsForgottenToo() throws Exception {
        request(30);
        operator.processWatermark(40);
        assertThat(done()).containsExactly(new UserDeletionDone("ann", 30, 30, 0, 0, 30));
    }

    @Test
    void aUserWhoStaysAwayExpiresAndIsNewAgain() throws Exception {
        send("e1", "tea", 10);
        operator.processWatermark(1_000);
        operator.processWatermark(3 * DAY);
        send("e2", "cup", 4 * DAY);
        operator.processWatermark(5 * DAY);
        assertThat(pairs()).isEmpty();
        assertThat(counts()).extracting(IntervalCounts::users).containsExactly(1L, -1L, 1L);
    }

    @Test
    void whetherAUserExpiresDoesNotDependOnHowTheWatermarkComes() throws Exception {
        send("e1", "tea", 10);
        send("e2", "cup", 4 * DAY);
        operator.processWatermark(4 * DAY + 2_000);
        assertThat(pairs()).isEmpty();
        assertThat(counts()).extracting(IntervalCounts::users).containsExactly(1L, -1L, 1L);
    }

    @Test
    void historiesAreWrittenAsOfEachBoundaryAtWhichAnythingHappened() throws Exception {
        send("e1", "tea", 10);
        send("e2", "cup", 1_010);
        send("e3", "pot", 2_010);
        operator.processWatermark(2_999);
        assertThat(shards()).extracting(SnapshotShard::boundary).containsExactly(1_000L, 2_000L, 3_000L);
        assertThat(shards()).extracting(SnapshotShard::entries).containsExactly(1L, 2L, 3L);
        Map<String, List<UserEvent>> histories = new HashMap<>();
        HistoryShardReader.read(
                new SnapshotStore(folder.toUri().toString()).read(shards().get(1).file()), histories::put);
        assertThat(histories).isEqualTo(Map.of(
                "ann", List.of(new UserEvent("", "tea", 1, 10), new UserEvent("", "cup", 1, 1_010))));
    }

    private void request(long eventTime) throws Exception {
        operator.processElement(new UserArrival("ann", null, eventTime, Long.MAX_VALUE), eventTime);
    }

    private List<String> told() {
        return operator.extractOutputValues().stream()
                .map(found -> found.pairs().itemId() + " " + Arrays.toString(found.pairs().earlier()) + " "
                        + Arrays.toString(found.pairs().weights()) + " at " + found.countedAt())
                .toList();
    }

    private List<UserDeletionDone> done() {
        return operator.getSideOutput(PairRecentItems.DONE).stream().map(record -> record.getValue()).toList();
    }

    private List<SnapshotShard> shards() {
        return operator.getSideOutput(PairRecentItems.SHARDS).stream().map(record -> record.getValue()).toList();
    }

    /** As a checkpoint does it. */
    private static OperatorSubtaskState snapshot(
            KeyedOneInputStreamOperatorTestHarness<String, UserArrival, CoOccurrences> operator) throws Exception {
        operator.prepareSnapshotPreBarrier(1);
        return operator.snapshot(1, 1);
    }

    private static int subtaskOf(String user) {
        return KeyGroupRangeAssignment.assignKeyToParallelOperator(user, SUBTASKS, 2);
    }

    private void send(String eventId, String itemId, long eventTime) throws Exception {
        operator.processElement(accepted(eventId, itemId, InteractionType.VIEW, eventTime), eventTime);
    }

    private UserArrival accepted(String eventId, String itemId, InteractionType type, long eventTime) {
        return accepted(eventId, "ann", itemId, type, eventTime);
    }

    private UserArrival accepted(
            String eventId, String userId, String itemId, InteractionType type, long eventTime) {
        return new UserArrival(
                userId, new Interaction(eventId, userId, itemId, type, null, eventTime), eventTime, offset++);
    }

    private List<String> pairs() {
        return operator.extractOutputValues().stream()
                .map(found -> found.pairs().itemId() + " after " + List.of(found.pairs().earlier()))
                .toList();
    }

    private List<IntervalCounts> counts() {
        return operator.getSideOutput(PairRecentItems.COUNTS).stream().map(record -> record.getValue()).toList();
    }

    private KeyedOneInputStreamOperatorTestHarness<String, UserArrival, CoOccurrences> operator()
            throws Exception {
        return operator(1, 0);
    }

    private KeyedOneInputStreamOperatorTestHarness<String, UserArrival, CoOccurrences> operator(
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
