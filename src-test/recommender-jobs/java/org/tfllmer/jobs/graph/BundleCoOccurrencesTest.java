/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.StringJoiner;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BundleCoOccurrencesTest {

    private KeyedOneInputStreamOperatorTestHarness<String, CoOccurrences, RowChange> operator;

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
    void bothEndsOfEachPairAreToldOnceForAWholeInterval() throws Exception {
        send("cup", 10, "tea", "pot");
        send("cup", 20, "tea");
        operator.processWatermark(99);
        assertThat(told()).containsExactly(
                "by 100 cup: pot 1.0 after 0.0 before, tea 2.0 after 0.0 before",
                "by 100 pot: cup 0.0 after 1.0 before",
                "by 100 tea: cup 0.0 after 2.0 before");
    }

    @Test
    void nothingIsToldBeforeTheBoundaryIsReached() throws Exception {
        send("cup", 10, "tea");
        operator.processWatermark(98);
        assertThat(told()).isEmpty();
    }

    @Test
    void whatHappensAtABoundaryBelongsToTheNext() throws Exception {
        send("cup", 99, "tea");
        send("cup", 100, "pot");
        operator.processWatermark(99);
        assertThat(told()).containsExactly(
                "by 100 cup: tea 1.0 after 0.0 before", "by 100 tea: cup 0.0 after 1.0 before");
        operator.processWatermark(199);
        assertThat(told()).endsWith("by 200 cup: pot 1.0 after 0.0 before", "by 200 pot: cup 0.0 after 1.0 before");
    }

    @Test
    void eachIntervalIsToldForItselfWhenTheWatermarkJumps() throws Exception {
        send("cup", 150, "pot");
        send("cup", 50, "tea");
        operator.processWatermark(1_000);
        assertThat(told()).containsExactly(
                "by 100 cup: tea 1.0 after 0.0 before", "by 100 tea: cup 0.0 after 1.0 before",
                "by 200 cup: pot 1.0 after 0.0 before", "by 200 pot: cup 0.0 after 1.0 before");
    }

    @Test
    void whatComesBehindTheWatermarkIsToldAtTheNextBoundary() throws Exception {
        operator.processWatermark(250);
        send("cup", 50, "tea");
        operator.processWatermark(299);
        assertThat(told()).containsExactly(
                "by 300 cup: tea 1.0 after 0.0 before", "by 300 tea: cup 0.0 after 1.0 before");
    }

    @Test
    void afterARestoreTheOpenIntervalGoesOn() throws Exception {
        send("cup", 10, "tea");
        OperatorSubtaskState state = operator.snapshot(1, 1);
        operator.close();
        operator = operator();
        operator.initializeState(state);
        operator.open();
        send("cup", 20, "tea");
        operator.processWatermark(99);
        assertThat(told()).containsExactly(
                "by 100 cup: tea 2.0 after 0.0 before", "by 100 tea: cup 0.0 after 2.0 before");
    }

    private void send(String item, long eventTime, String... earlier) throws Exception {
        operator.processElement(new CoOccurrences(item, earlier, 1, eventTime), eventTime);
    }

    private List<String> told() {
        return operator.extractOutputValues().stream().map(BundleCoOccurrencesTest::text).toList();
    }

    private static String text(RowChange change) {
        StringJoiner text = new StringJoiner(", ", "by " + change.boundary() + " " + change.itemId() + ": ", "");
        for (int i = 0; i < change.neighbours().length; i++) {
            text.add(change.neighbours()[i] + " " + change.after()[i] + " after " + change.before()[i] + " before");
        }
        return text.toString();
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, CoOccurrences, RowChange> operator()
            throws Exception {
        return new KeyedOneInputStreamOperatorTestHarness<>(
                new KeyedProcessOperator<>(new BundleCoOccurrences(Duration.ofMillis(100))),
                CoOccurrences::itemId, Types.STRING);
    }
}
