/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.graph;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.tfllmer.schemas.UserDeletionDone;

/** Requests on user-deletions. */
class ForgetUsersTest extends PairingHarness {

    @Test
    void aUserIsForgottenWithAllThatWasAdded() throws Exception {
        send("e1", "tea", 10);
        send("e2", "cup", 20);
        operator.processWatermark(1_200);
        request(1_500);
        send("e3", "pot", 1_600);
        operator.processWatermark(1_999);
        assertThat(told()).containsExactly("cup [tea] [1.0] at 20", "cup [tea] [-1.0] at 1500");
        assertThat(done()).containsExactly(new UserDeletionDone("ann", 1_500, 1_500, 2, 1, 0));
        assertThat(counts()).containsExactly(
                new IntervalCounts(1_000, 2, 0, 0, 1), new IntervalCounts(2_000, 1, 0, 1, 0));
    }

    @Test
    void aRequestForgetsWhatWaitsToo() throws Exception {
        request(30);
        send("e2", "cup", 20);
        send("e1", "tea", 10);
        operator.processWatermark(40);
        assertThat(told()).containsExactly("cup [tea] [1.0] at 20", "cup [tea] [-1.0] at 30");
    }

    @Test
    void aRequestThatComesLateLeavesWhatLaterInteractionsAddByThemselves() throws Exception {
        send("e1", "tea", 10);
        send("e2", "cup", 20);
        send("e3", "pot", 40);
        operator.processWatermark(1_200);
        request(15);
        operator.processWatermark(1_999);
        assertThat(told().subList(2, 5)).containsExactly("cup [tea] [-1.0] at 1201",
                "pot [cup, tea] [-1.0, -1.0] at 1201", "pot [cup] [1.0] at 1201");
        assertThat(done()).containsExactly(new UserDeletionDone("ann", 15, 1_201, 1, 2, 0));
    }

    @Test
    void anUnknownUserIsForgottenToo() throws Exception {
        request(30);
        operator.processWatermark(40);
        assertThat(done()).containsExactly(new UserDeletionDone("ann", 30, 30, 0, 0, 30));
    }
}
