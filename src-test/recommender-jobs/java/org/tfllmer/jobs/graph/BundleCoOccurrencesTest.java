/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tfllmer.graph.Pairs;
import org.tfllmer.jobs.JobSettings;
import org.tfllmer.jobs.config.JobConfig;

class BundleCoOccurrencesTest {

    private OneInputStreamOperatorTestHarness<CoOccurrences, RowChange> operator;

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
        send("cup", 100, "tea", "pot");
        send("cup", 100, "tea");
        operator.processWatermark(199);
        assertThat(operator.extractOutputValues()).extracting(RowChange::itemId).containsExactly("cup", "pot", "tea");
    }

    @Test
    void nothingIsToldBeforeTheBoundaryIsReached() throws Exception {
        send("cup", 10, "tea");
        operator.processWatermark(98);
        assertThat(told()).isEmpty();
    }

    @Test
    void eachIntervalIsToldForItselfWhenTheWatermarkJumps() throws Exception {
        send("cup", 160, "pot");
        send("cup", 60, "tea");
        operator.processWatermark(1_000);
        assertThat(told()).containsExactly("by 100 cup [tea 0.5/0.0]", "by 100 tea [cup 0.0/0.5]",
                "by 200 cup [pot 0.5/0.0]", "by 200 pot [cup 0.0/0.5]");
    }

    @Test
    void whatHappensAtABoundaryBelongsToTheNext() throws Exception {
        send("cup", 100, "pot");
        operator.processWatermark(99);
        assertThat(told()).isEmpty();
    }

    @Test
    void weightsHaveDecayedToTheBoundary() throws Exception {
        send("cup", 60, "tea"); // the half-life is 40
        operator.processWatermark(99);
        assertThat(told()).containsExactly("by 100 cup [tea 0.5/0.0]", "by 100 tea [cup 0.0/0.5]");
    }

    @Test
    void afterARestoreTheOpenIntervalGoesOn() throws Exception {
        send("cup", 100, "tea");
        OperatorSubtaskState state = operator.snapshot(1, 1);
        operator.close();
        operator = operator();
        operator.initializeState(state);
        operator.open();
        send("cup", 100, "tea");
        operator.processWatermark(199);
        double half = Math.pow(2, -2.5);
        assertThat(told()).containsExactly("by 200 cup [tea " + 2 * half + "/0.0]",
                "by 200 tea [cup 0.0/" + 2 * half + "]");
    }

    @Test
    void aLargeBundleIsToldAtOnce() throws Exception {
        send("cup", 100, "tea", "pot", "jam");
        assertThat(told()).isEmpty();
        send("cup", 100, "tea");
        assertThat(told()).hasSize(4);
    }

    private void send(String item, long eventTime, String... earlier) throws Exception {
        double[] weights = new double[earlier.length];
        Arrays.fill(weights, 1);
        operator.processElement(
                new CoOccurrences(new Pairs(item, earlier, weights, eventTime), eventTime), eventTime);
    }

    private List<String> told() {
        return operator.extractOutputValues().stream()
                .map(change -> "by " + change.boundary() + " " + change.itemId() + " " + change.gain())
                .toList();
    }

    private static OneInputStreamOperatorTestHarness<CoOccurrences, RowChange> operator() throws Exception {
        Map<String, String> settings = JobSettings.with("graph.publish-interval", "100 ms");
        settings.put("graph.half-life", "40 ms");
        settings.put("graph.cache-entries", "4");
        return new OneInputStreamOperatorTestHarness<>(
                new BundleCoOccurrences(JobConfig.of(settings).graph()));
    }
}
