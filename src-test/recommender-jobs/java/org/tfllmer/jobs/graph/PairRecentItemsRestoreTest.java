/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;
import org.tfllmer.schemas.InteractionType;

/** What a restart and another parallelism leave as it was. */
class PairRecentItemsRestoreTest extends PairingHarness {

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
}
