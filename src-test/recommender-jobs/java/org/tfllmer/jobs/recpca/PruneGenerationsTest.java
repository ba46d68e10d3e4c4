/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.recpca;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;
import org.tfllmer.jobs.OperatorHarness;
import org.tfllmer.schemas.Generation;
import org.tfllmer.schemas.GenerationState;
import org.tfllmer.tensors.NamedTensors;

class PruneGenerationsTest
        extends OperatorHarness<
                OneInputStreamOperatorTestHarness<Generation, Void>> {

    private long checkpoint;

    @Test
    void theLastCommittedOnesAndTheNewestStay() throws Exception {
        for (long number = 1; number <= 5; number++) {
            say(number, GenerationState.PREPARED);
            say(number, number < 5 ? GenerationState.COMMITTED : GenerationState.REVOKED);
        }
        assertThat(left()).hasSize(5);
        checkpoint();
        assertThat(left()).containsExactlyInAnyOrder("3", "4", "5");
    }

    @Test
    void oneThatIsNotAnsweredStays() throws Exception {
        say(1, GenerationState.PREPARED);
        for (long number = 2; number <= 5; number++) {
            say(number, GenerationState.COMMITTED);
        }
        checkpoint();
        assertThat(left()).containsExactlyInAnyOrder("1", "4", "5");
    }

    @Test
    void theOneARollbackWentToStaysWhileItIsInService() throws Exception {
        say(1, GenerationState.COMMITTED);
        say(2, GenerationState.COMMITTED);
        say(1, GenerationState.COMMITTED);
        say(3, GenerationState.REVOKED);
        say(4, GenerationState.REVOKED);
        checkpoint();
        assertThat(left()).containsExactlyInAnyOrder("1", "2", "4");
        say(5, GenerationState.COMMITTED);
        checkpoint();
        assertThat(left()).containsExactlyInAnyOrder("1", "5");
    }

    @Test
    void nothingGoesThatARestartCouldAskForAgain() throws Exception {
        say(1, GenerationState.REVOKED);
        say(2, GenerationState.COMMITTED);
        OperatorSubtaskState state = operator.snapshot(++checkpoint, checkpoint);
        assertThat(left()).containsExactlyInAnyOrder("1", "2");
        restore(state);
        checkpoint();
        assertThat(left()).containsExactly("2");
    }

    private void say(long number, GenerationState state) throws Exception {
        store.write("basis", "generations/default/" + number + "/basis.safetensors", NamedTensors.builder().build());
        operator.processElement(
                new Generation("default", number, null, state, 100 * number, List.of(), Map.of(), null, 1), 0);
    }

    private void checkpoint() throws Exception {
        operator.snapshot(++checkpoint, checkpoint);
        operator.notifyOfCompletedCheckpoint(checkpoint);
    }

    private List<String> left() throws Exception {
        return store.list("generations/default");
    }

    @Override
    protected OneInputStreamOperatorTestHarness<Generation, Void> operator() throws Exception {
        return new OneInputStreamOperatorTestHarness<>(
                new ProcessOperator<>(new PruneGenerations(store, "default", 2)));
    }
}
