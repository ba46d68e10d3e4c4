/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.recpca;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.co.KeyedCoProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tfllmer.schemas.GraphSnapshot;
import org.tfllmer.schemas.SnapshotFile;

class RequestSolveTest {

    private static final long WAITING = 3;

    private KeyedTwoInputStreamOperatorTestHarness<String, GraphSnapshot, VectorShard, SolveRequest> operator;

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
    void aSolveIsAskedForWithTheGraphAndAllShardsOfItsBoundary() throws Exception {
        graph(100);
        shard(100, 1);
        shard(100, 0);
        operator.processBothWatermarks(new Watermark(99));
        assertThat(operator.extractOutputValues()).containsExactly(new SolveRequest(
                1, 100, List.of(file("edges", 100, 0)), List.of(file("vectors", 100, 0), file("vectors", 100, 1)),
                2 * WAITING));
    }

    @Test
    void itIsNotAskedForWhileShardsMayBeMissing() throws Exception {
        graph(100);
        shard(100, 0);
        operator.processWatermark1(new Watermark(99));
        operator.processWatermark2(new Watermark(98));
        assertThat(operator.extractOutputValues()).isEmpty();
    }

    @Test
    void generationsAreNumberedInTheOrderOfTheirBoundaries() throws Exception {
        graph(100);
        graph(300);
        shard(300, 0);
        shard(100, 0);
        operator.processBothWatermarks(new Watermark(999));
        assertThat(operator.extractOutputValues()).extracting(SolveRequest::number).containsExactly(1L, 2L);
        assertThat(operator.extractOutputValues()).extracting(SolveRequest::boundary).containsExactly(100L, 300L);
        assertThat(operator.extractOutputValues()).extracting(SolveRequest::vectors).containsExactly(
                List.of(file("vectors", 100, 0)), List.of(file("vectors", 300, 0)));
    }

    @Test
    void afterARestoreTheNumbersGoOnAndWhatHadComeIsKnown() throws Exception {
        graph(100);
        operator.processBothWatermarks(new Watermark(99));
        graph(200);
        shard(200, 0);
        OperatorSubtaskState state = operator.snapshot(1, 1);
        operator.close();
        operator = operator();
        operator.initializeState(state);
        operator.open();
        operator.processBothWatermarks(new Watermark(199));
        assertThat(operator.extractOutputValues()).containsExactly(new SolveRequest(
                2, 200, List.of(file("edges", 200, 0)), List.of(file("vectors", 200, 0)), WAITING));
    }

    private void graph(long boundary) throws Exception {
        operator.processElement1(
                new GraphSnapshot(boundary, List.of(file("edges", boundary, 0)), Map.of()), boundary);
    }

    private void shard(long boundary, int subtask) throws Exception {
        operator.processElement2(new VectorShard(boundary, file("vectors", boundary, subtask), WAITING), boundary - 1);
    }

    private static SnapshotFile file(String role, long boundary, int subtask) {
        return new SnapshotFile(role, role + "/" + boundary + "/" + subtask, 1, "0".repeat(64));
    }

    private static KeyedTwoInputStreamOperatorTestHarness<String, GraphSnapshot, VectorShard, SolveRequest> operator()
            throws Exception {
        return new KeyedTwoInputStreamOperatorTestHarness<>(new KeyedCoProcessOperator<>(new RequestSolve()),
                graph -> RequestSolve.KEY, shard -> RequestSolve.KEY, Types.STRING);
    }
}
