/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.backbone;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeMap;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.co.KeyedCoProcessOperator;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tfllmer.schemas.Generation;
import org.tfllmer.schemas.GenerationState;
import org.tfllmer.schemas.GraphSnapshot;
import org.tfllmer.schemas.SnapshotFile;

class RequestFineTuneTest {

    private KeyedTwoInputStreamOperatorTestHarness<String, Generation, GraphSnapshot, FineTuneRequest> operator;

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
    void aPreparedGenerationIsAskedForWithTheHistoriesOfItsBoundaryInWhateverOrderTheyCome() throws Exception {
        graph(100);
        say(1, GenerationState.PREPARED);
        say(2, GenerationState.PREPARED);
        graph(200);
        assertThat(operator.extractOutputValues()).containsExactly(
                new FineTuneRequest(generation(1, GenerationState.PREPARED), List.of(file("histories", 100)), null),
                new FineTuneRequest(generation(2, GenerationState.PREPARED), List.of(file("histories", 200)), null));
    }

    @Test
    void itIsAskedWithWhatIsInService() throws Exception {
        graph(100);
        graph(200);
        say(1, GenerationState.COMMITTED);
        say(2, GenerationState.PREPARED);
        assertThat(operator.extractOutputValues()).extracting(FineTuneRequest::inService)
                .containsExactly(generation(1, GenerationState.COMMITTED));
    }

    @Test
    void whatIsAnsweredIsNotAskedForAgain() throws Exception {
        say(1, GenerationState.PREPARED);
        say(1, GenerationState.REVOKED);
        graph(100);
        assertThat(operator.extractOutputValues()).isEmpty();
    }

    @Test
    void afterARestoreWhatHadComeIsKnown() throws Exception {
        say(1, GenerationState.COMMITTED);
        say(2, GenerationState.PREPARED);
        OperatorSubtaskState state = operator.snapshot(1, 1);
        operator.close();
        operator = operator();
        operator.initializeState(state);
        operator.open();
        graph(200);
        assertThat(operator.extractOutputValues()).containsExactly(new FineTuneRequest(
                generation(2, GenerationState.PREPARED), List.of(file("histories", 200)),
                generation(1, GenerationState.COMMITTED)));
    }

    private void say(long number, GenerationState state) throws Exception {
        operator.processElement1(generation(number, state), 0);
    }

    private void graph(long boundary) throws Exception {
        operator.processElement2(
                Circle.graph(boundary, file("edges", boundary), file("histories", boundary)), boundary);
    }

    private static Generation generation(long number, GenerationState state) {
        return new Generation("default", number, null, state, 100 * number, List.of(), new TreeMap<>(), null, 1);
    }

    private static SnapshotFile file(String role, long boundary) {
        return new SnapshotFile(role, role + "/" + boundary, 1, "0".repeat(64));
    }

    private static KeyedTwoInputStreamOperatorTestHarness<String, Generation, GraphSnapshot, FineTuneRequest>
            operator() throws Exception {
        return new KeyedTwoInputStreamOperatorTestHarness<>(new KeyedCoProcessOperator<>(new RequestFineTune()),
                generation -> RequestFineTune.KEY, graph -> RequestFineTune.KEY, Types.STRING);
    }
}
