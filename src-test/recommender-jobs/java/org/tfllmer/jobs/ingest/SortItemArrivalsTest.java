/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tfllmer.schemas.DeadLetter;
import org.tfllmer.schemas.Item;

class SortItemArrivalsTest {

    private OneInputStreamOperatorTestHarness<ItemArrival, ItemArrival> operator;

    @BeforeEach
    void open() throws Exception {
        operator = new OneInputStreamOperatorTestHarness<>(new ProcessOperator<>(new SortItemArrivals()));
        operator.open();
    }

    @AfterEach
    void close() throws Exception {
        operator.close();
    }

    @Test
    void versionsAndRemovalsGoOn() throws Exception {
        ItemArrival version = new ItemArrival(
                "tea", new Item("tea", "Tea", null, List.of(), null, null, null, null, false, 10), null, 10, 1);
        ItemArrival removal = new ItemArrival("cup", null, null, 20, 2);
        operator.processElement(version, 10);
        operator.processElement(removal, 20);
        assertThat(operator.extractOutputValues()).containsExactly(version, removal);
    }

    @Test
    void aHeartbeatGoesNoFurther() throws Exception {
        operator.processElement(new ItemArrival(null, null, null, 10, 1), 10);
        assertThat(operator.extractOutputValues()).isEmpty();
        assertThat(operator.getSideOutput(SortItemArrivals.DEAD)).isNull();
    }

    @Test
    void aDeadLetterGoesAside() throws Exception {
        DeadLetter letter = new DeadLetter(null, null, "items", 0, 1, "read-items", "malformed", "no", null, 5);
        operator.processElement(new ItemArrival(null, null, letter, Long.MIN_VALUE, 1), Long.MIN_VALUE);
        assertThat(operator.extractOutputValues()).isEmpty();
        assertThat(operator.getSideOutput(SortItemArrivals.DEAD)).extracting(record -> record.getValue())
                .containsExactly(letter);
    }
}
