/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tfllmer.jobs.config.GraphOptions;
import org.tfllmer.jobs.ingest.AcceptedInteraction;
import org.tfllmer.schemas.Interaction;
import org.tfllmer.schemas.InteractionType;

class PairRecentItemsTest {

    /** The most there may ever be. */
    private static final int SUBTASKS = 16;

    private KeyedOneInputStreamOperatorTestHarness<String, AcceptedInteraction, CoOccurrences> operator;
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
        assertThat(pairs()).containsExactly("cup after [tea]", "pot after [tea, cup]");
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
        assertThat(counts()).containsExactly(new IntervalCounts(1_000, 2, 1, 1));
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
        assertThat(counts()).containsExactly(new IntervalCounts(1_000, 1, 0, 1), new IntervalCounts(2_000, 1, 0, 0));
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
        assertThat(counts()).containsExactly(new IntervalCounts(1_000, 1, 0, 1), new IntervalCounts(3_000, 1, 0, 0));
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
        OperatorSubtaskState state = operator.snapshot(1, 1);
        operator.close();
        operator = operator();
        operator.initializeState(state);
        operator.open();
        send("e1", "tea", 10); // sent again by its producer
        operator.processWatermark(1_000);
        assertThat(pairs()).containsExactly("cup after [tea]");
        assertThat(counts()).containsExactly(new IntervalCounts(1_000, 2, 1, 1));
    }

    @Test
    void anIntervalThatWasToldIsNotToldAgainAfterARestore() throws Exception {
        send("e1", "tea", 10);
        operator.processWatermark(1_500);
        OperatorSubtaskState state = operator.snapshot(1, 1);
        operator.close();
        operator = operator();
        operator.initializeState(state);
        operator.open();
        send("e2", "cup", 20); // its partition was idle
        operator.processWatermark(1_999);
        assertThat(pairs()).containsExactly("cup after [tea]");
        assertThat(counts()).containsExactly(new IntervalCounts(2_000, 1, 0, 0));
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
            state = AbstractStreamOperatorTestHarness.repackageState(ahead.snapshot(1, 1), behind.snapshot(1, 1));
        }
        operator.close();
        operator = operator(1, 0);
        operator.initializeState(AbstractStreamOperatorTestHarness.repartitionOperatorState(state, SUBTASKS, 2, 1, 0));
        operator.open();
        operator.processWatermark(1_999);
        long late = Stream.of("ann", "bob", "cleo", "dan").filter(user -> subtaskOf(user) == 1).count();
        assertThat(late).as("users of the subtask behind").isBetween(1L, 3L);
        assertThat(pairs()).hasSize((int) late).containsOnly("cup after [tea]");
        assertThat(counts()).containsExactly(new IntervalCounts(1_000, 2 * late, 0, late));
    }

    private static int subtaskOf(String user) {
        return KeyGroupRangeAssignment.assignKeyToParallelOperator(user, SUBTASKS, 2);
    }

    private void send(String eventId, String itemId, long eventTime) throws Exception {
        operator.processElement(accepted(eventId, itemId, InteractionType.VIEW, eventTime), eventTime);
    }

    private AcceptedInteraction accepted(String eventId, String itemId, InteractionType type, long eventTime) {
        return accepted(eventId, "ann", itemId, type, eventTime);
    }

    private AcceptedInteraction accepted(
            String eventId, String userId, String itemId, InteractionType type, long eventTime) {
        return new AcceptedInteraction(new Interaction(eventId, userId, itemId, type, null, eventTime), offset++);
    }

    private List<String> pairs() {
        return operator.extractOutputValues().stream()
                .map(pairs -> pairs.itemId() + " after " + List.of(pairs.earlier()))
                .toList();
    }

    private List<IntervalCounts> counts() {
        return operator.getSideOutput(PairRecentItems.COUNTS).stream().map(record -> record.getValue()).toList();
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, AcceptedInteraction, CoOccurrences> operator()
            throws Exception {
        return operator(1, 0);
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, AcceptedInteraction, CoOccurrences> operator(
            int parallelism, int subtask) throws Exception {
        GraphOptions options = new GraphOptions(3, Duration.ofMillis(1_000), Duration.ofMillis(1_000));
        return new KeyedOneInputStreamOperatorTestHarness<>(
                new PairRecentItems(options, Duration.ofMillis(300)), AcceptedInteraction::userId, Types.STRING,
                SUBTASKS, parallelism, subtask);
    }
}
