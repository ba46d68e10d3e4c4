/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tfllmer.jobs.JobSettings;
import org.tfllmer.jobs.config.JobConfig;

class LimitNeighboursTest {

    private KeyedOneInputStreamOperatorTestHarness<String, RowChange, RowChange> operator;

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
    void aRowOfNoMoreThanTheLimitHandsOnWhatItGained() throws Exception {
        gain("cup", 1, 100);
        gain("pot", 1, 100);
        operator.processWatermark(99);
        assertThat(told()).containsExactly("tea by 100 [cup 1.0/0.0, pot 1.0/0.0]");
    }

    @Test
    void bothEndsLearnThatTheLightestEdgeIsCut() throws Exception {
        gain("cup", 3, 100);
        gain("pot", 1, 100);
        gain("jam", 2, 100);
        operator.processWatermark(98);
        assertThat(told()).isEmpty();
        operator.processWatermark(99);
        assertThat(told()).containsExactly("tea by 100 [cup 3.0/0.0, jam 2.0/0.0, pot cut]", "pot by 100 [tea cut]");
    }

    @Test
    void anEdgeThatWasCutBeginsAnew() throws Exception {
        gain("cup", 3, 100);
        gain("jam", 3, 100);
        gain("pot", 2, 100);
        operator.processWatermark(99);
        gain("pot", 2, 200); // not 4
        operator.processWatermark(199);
        assertThat(told()).hasSize(4).endsWith("tea by 200 [pot cut]", "pot by 200 [tea cut]");
    }

    @Test
    void afterARestoreItKnowsItsRows() throws Exception {
        gain("cup", 3, 100);
        gain("jam", 2, 100);
        operator.processWatermark(99);
        gain("pot", 1, 200);
        operator.prepareSnapshotPreBarrier(1);
        OperatorSubtaskState state = operator.snapshot(1, 1);
        operator.close();
        operator = operator();
        operator.initializeState(state);
        operator.open();
        operator.processWatermark(199);
        assertThat(told()).containsExactly("tea by 200 [pot cut]", "pot by 200 [tea cut]");
    }

    private void gain(String neighbour, double weight, long boundary) throws Exception {
        operator.processElement(new RowChange("tea", boundary, Gains.of(neighbour, weight, 0)), boundary - 1);
    }

    private List<String> told() {
        return operator.extractOutputValues().stream()
                .map(change -> change.itemId() + " by " + change.boundary() + " " + change.gain())
                .toList();
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, RowChange, RowChange> operator() throws Exception {
        Map<String, String> settings = JobSettings.with("graph.publish-interval", "100 ms");
        settings.put("graph.neighbours", "2");
        return new KeyedOneInputStreamOperatorTestHarness<>(
                new LimitNeighbours(JobConfig.of(settings).graph()), RowChange::itemId, Types.STRING);
    }
}
