/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;
import org.tfllmer.schemas.DeadLetter;
import org.tfllmer.schemas.Interaction;
import org.tfllmer.schemas.InteractionType;

class AcceptInteractionsTest {

    @Test
    void anInteractionFurtherBehindItsPartitionThanTheBoundIsLate() throws Exception {
        try (var operator = operator(1, 0)) {
            operator.open();
            send(operator, interaction(0, 100), interaction(0, 90), interaction(0, 89));
            assertThat(accepted(operator)).containsExactly(100L, 90L);
            DeadLetter letter = operator.getSideOutput(AcceptInteractions.DEAD).poll().getValue();
            assertThat(letter.reason()).isEqualTo(AcceptInteractions.LATE);
            assertThat(letter.detail()).isEqualTo(
                    "eventTime must be at least 90, was 89: partition 0 had reached 100");
            assertThat(letter.value()).isEqualTo("bytes-89".getBytes(UTF_8));
        }
    }

    @Test
    void partitionsDoNotMakeEachOtherLate() throws Exception {
        try (var operator = operator(1, 0)) {
            operator.open();
            send(operator, interaction(0, 1_000), interaction(1, 5));
            assertThat(accepted(operator)).containsExactly(1_000L, 5L);
        }
    }

    @Test
    void aHeartbeatMakesNothingLateAndGoesNoFurther() throws Exception {
        try (var operator = operator(1, 0)) {
            operator.open();
            send(operator, new InteractionArrival(null, null, null, null, 5_000, 0, 0), interaction(0, 100));
            assertThat(accepted(operator)).containsExactly(100L);
        }
    }

    @Test
    void aPartitionIsJudgedAlikeWhoeverReadsItAfterARescale() throws Exception {
        OperatorSubtaskState state;
        try (var first = operator(2, 0); var second = operator(2, 1)) {
            first.open();
            second.open();
            send(first, interaction(0, 100));
            send(second, interaction(1, 500));
            state = AbstractStreamOperatorTestHarness.repackageState(first.snapshot(1, 1), second.snapshot(1, 1));
        }
        try (var only = operator(1, 0)) {
            only.initializeState(AbstractStreamOperatorTestHarness.repartitionOperatorState(state, 16, 2, 1, 0));
            only.open();
            send(only, interaction(0, 91), interaction(1, 91));
            assertThat(accepted(only)).containsExactly(91L);
            assertThat(only.getSideOutput(AcceptInteractions.DEAD)).hasSize(1);
        }
    }

    private static OneInputStreamOperatorTestHarness<InteractionArrival, AcceptedInteraction> operator(
            int parallelism, int subtask) throws Exception {
        return new OneInputStreamOperatorTestHarness<>(
                new ProcessOperator<>(new AcceptInteractions(Duration.ofMillis(10))), 16, parallelism, subtask);
    }

    private static void send(
            OneInputStreamOperatorTestHarness<InteractionArrival, AcceptedInteraction> operator,
            InteractionArrival... arrivals) throws Exception {
        for (InteractionArrival arrival : arrivals) {
            operator.processElement(arrival, arrival.eventTime());
        }
    }

    private static List<Long> accepted(
            OneInputStreamOperatorTestHarness<InteractionArrival, AcceptedInteraction> operator) {
        return operator.extractOutputValues().stream().map(AcceptedInteraction::eventTime).toList();
    }

    private static InteractionArrival interaction(int partition, long eventTime) {
        Interaction interaction =
                new Interaction("e" + eventTime, "ann", "tea", InteractionType.VIEW, null, eventTime);
        return new InteractionArrival(interaction, null, "ann".getBytes(UTF_8),
                ("bytes-" + eventTime).getBytes(UTF_8), eventTime, partition, eventTime);
    }
}
