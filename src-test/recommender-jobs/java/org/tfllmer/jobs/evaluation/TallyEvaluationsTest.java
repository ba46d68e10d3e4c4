/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tfllmer.schemas.Evaluation;

class TallyEvaluationsTest {

    private OneInputStreamOperatorTestHarness<ScoredInteraction, Evaluation> operator;

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
    void sumsArePublishedAheadOfACheckpoint() throws Exception {
        score(10, 1);
        score(20, 3);
        score(30, 0);
        assertThat(operator.extractOutputValues()).isEmpty();
        operator.prepareSnapshotPreBarrier(1);
        assertThat(operator.extractOutputValues()).singleElement().satisfies(evaluation -> {
            assertThat(evaluation.interactions()).isEqualTo(3);
            assertThat(evaluation.windowStart()).isZero();
            assertThat(evaluation.windowEnd()).isEqualTo(100);
            assertThat(evaluation.hitRate()).isCloseTo(2 / 3.0, within(1e-12));
            assertThat(evaluation.ndcg()).isCloseTo((1 + 0.5) / 3, within(1e-12));
            assertThat(evaluation.mrr()).isCloseTo((1 + 1 / 3.0) / 3, within(1e-12));
            assertThat(evaluation.coverage()).isEqualTo(2);
            assertThat(evaluation.freshness()).isEqualTo(7);
        });
    }

    @Test
    void whatDidNotChangeIsNotPublishedAgain() throws Exception {
        score(10, 1);
        operator.prepareSnapshotPreBarrier(1);
        operator.prepareSnapshotPreBarrier(2);
        assertThat(operator.extractOutputValues()).hasSize(1);
    }

    @Test
    void aLaterRecordOfAWindowIsItsWholeSum() throws Exception {
        score(10, 1);
        operator.prepareSnapshotPreBarrier(1);
        score(20, 0);
        operator.prepareSnapshotPreBarrier(2);
        assertThat(operator.extractOutputValues()).extracting(Evaluation::interactions).containsExactly(1L, 2L);
    }

    @Test
    void aWindowIsPublishedForTheLastTimeWhenTheWatermarkPassesIt() throws Exception {
        score(10, 1);
        operator.processWatermark(99);
        operator.processWatermark(500);
        assertThat(operator.extractOutputValues()).hasSize(1);
    }

    @Test
    void oneBehindAClosedWindowCountsInTheNext() throws Exception {
        score(10, 1);
        operator.processWatermark(99);
        score(20, 1);
        operator.processWatermark(199);
        assertThat(operator.extractOutputValues()).extracting(Evaluation::windowEnd).containsExactly(100L, 200L);
    }

    @Test
    void sumsOutliveARestore() throws Exception {
        score(10, 1);
        operator.prepareSnapshotPreBarrier(1);
        OperatorSubtaskState state = operator.snapshot(1, 1);
        operator.close();
        operator = operator();
        operator.initializeState(state);
        operator.open();
        score(20, 0);
        operator.prepareSnapshotPreBarrier(2);
        assertThat(operator.extractOutputValues()).singleElement()
                .satisfies(evaluation -> assertThat(evaluation.interactions()).isEqualTo(2));
    }

    @Test
    void aWindowThatWasClosedIsNotToldAgainAfterARestore() throws Exception {
        score(10, 1);
        operator.processWatermark(99);
        OperatorSubtaskState state = operator.snapshot(1, 1);
        operator.close();
        operator = operator();
        operator.initializeState(state);
        operator.open();
        score(20, 1);
        operator.prepareSnapshotPreBarrier(2);
        assertThat(operator.extractOutputValues()).extracting(Evaluation::windowEnd).containsExactly(200L);
    }

    private void score(long eventTime, int rank) throws Exception {
        operator.processElement(new ScoredInteraction(
                "all", "semantic", 1, eventTime, rank, new String[] {"tea", "cup"}, 7), eventTime);
    }

    private static OneInputStreamOperatorTestHarness<ScoredInteraction, Evaluation> operator() throws Exception {
        return new OneInputStreamOperatorTestHarness<>(new TallyEvaluations(Duration.ofMillis(100), 10));
    }
}
