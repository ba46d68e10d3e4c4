/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.serving;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;
import org.tfllmer.jobs.ingest.AcceptedInteraction;
import org.tfllmer.schemas.Interaction;
import org.tfllmer.schemas.InteractionType;

class CountTrendingTest {

    @Test
    void theMostPopularItemIsFirstAndTiesGoByName() throws Exception {
        try (var operator = operator()) {
            operator.open();
            count(operator, "cup", "tea", "pot", "tea");
            assertThat(last(operator)).containsExactly("tea", "cup", "pot");
        }
    }

    @Test
    void theListIsToldAgainWhenTheTotalHasGrownByAPercent() throws Exception {
        try (var operator = operator()) {
            operator.open();
            for (int n = 0; n < 1_000; n++) {
                count(operator, "tea");
            }
            int told = operator.extractOutputValues().size();
            count(operator, "cup", "cup");
            assertThat(operator.extractOutputValues().size() - told).isLessThanOrEqualTo(1);
            assertThat(told).isBetween(100, 700);
        }
    }

    @Test
    void countsOutliveARestore() throws Exception {
        OperatorSubtaskState state;
        try (var operator = operator()) {
            operator.open();
            count(operator, "tea", "tea");
            state = operator.snapshot(1, 1);
        }
        try (var operator = operator()) {
            operator.initializeState(state);
            operator.open();
            count(operator, "cup");
            assertThat(last(operator)).containsExactly("tea", "cup");
        }
    }

    private static OneInputStreamOperatorTestHarness<AcceptedInteraction, ServingUpdate> operator() throws Exception {
        return new OneInputStreamOperatorTestHarness<>(new ProcessOperator<>(new CountTrending()));
    }

    private static void count(
            OneInputStreamOperatorTestHarness<AcceptedInteraction, ServingUpdate> operator, String... items)
            throws Exception {
        for (String item : items) {
            operator.processElement(new AcceptedInteraction(
                    new Interaction("e", "ann", item, InteractionType.VIEW, null, 1), 1), 1);
        }
    }

    private static String[] last(OneInputStreamOperatorTestHarness<AcceptedInteraction, ServingUpdate> operator) {
        List<ServingUpdate> told = operator.extractOutputValues();
        return told.get(told.size() - 1).trending();
    }
}
