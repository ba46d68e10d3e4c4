/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tfllmer.jobs.ingest.ItemArrival;

class HashItemWordsTest {

    private KeyedOneInputStreamOperatorTestHarness<String, ItemArrival, ItemArrival> operator;

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
    void anUnchangedTextKeepsItsEmbeddingWhileWordsBecomeCommon() throws Exception {
        for (String title : List.of("green tea", "black tea", "green tea")) {
            operator.processElement(TextItems.item(title, title, 10), 10);
        }
        assertThat(embedding(2)).isEqualTo(embedding(0));
    }

    @Test
    void aRestoreChangesNoEmbedding() throws Exception {
        operator.processElement(TextItems.item("a", "green tea", 10), 10);
        OperatorSubtaskState state = operator.snapshot(1, 1);
        operator.processElement(TextItems.item("b", "black tea", 20), 20);
        float[] undisturbed = embedding(1);
        operator.close();
        operator = operator();
        operator.initializeState(state);
        operator.open();
        operator.processElement(TextItems.item("b", "black tea", 20), 20);
        assertThat(embedding(0)).isEqualTo(undisturbed);
    }

    private float[] embedding(int output) {
        return operator.extractOutputValues().get(output).version().embedding();
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, ItemArrival, ItemArrival> operator()
            throws Exception {
        return new KeyedOneInputStreamOperatorTestHarness<>(
                new KeyedProcessOperator<>(new HashItemWords(64, "hashing", Duration.ofDays(1))),
                TextItems::key, Types.STRING);
    }
}
