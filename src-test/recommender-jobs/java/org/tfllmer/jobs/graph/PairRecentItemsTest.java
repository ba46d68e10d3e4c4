/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.graph;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.tfllmer.schemas.InteractionType;

class PairRecentItemsTest extends PairingHarness {

    @Test
    void interactionsAreTakenInEventTimeOrderWhateverOrderTheyComeIn() throws Exception {
        send("e3", "pot", 30);
        send("e1", "tea", 10);
        send("e2", "cup", 20);
        operator.processWatermark(40);
        assertThat(pairs()).containsExactly("cup after [tea]", "pot after [cup, tea]");
    }

    @Test
    void interactionsOfOneTimeAreTakenInTheOrderOfTheLog() throws Exception {
        send("e1", "tea", 10);
        send("e2", "cup", 10);
        operator.processWatermark(10);
        assertThat(pairs()).containsExactly("cup after [tea]");
    }

    @Test
    void nothingIsTakenBeforeTheWatermarkReachesIt() throws Exception {
        send("e1", "tea", 10);
        send("e2", "cup", 20);
        operator.processWatermark(19);
        assertThat(pairs()).isEmpty();
    }

    @Test
    void anEventIdCountsOnce() throws Exception {
        send("e1", "tea", 10);
        send("e2", "cup", 20);
        send("e2", "cup", 20);
        operator.processWatermark(1_000);
        assertThat(pairs()).containsExactly("cup after [tea]");
        assertThat(counts()).containsExactly(new IntervalCounts(1_000, 2, 1, 0, 1));
    }

    @Test
    void anEventIdIsForgottenBeyondTheHorizon() throws Exception {
        send("e1", "tea", 10);
        send("e1", "cup", 400);
        operator.processWatermark(1_000);
        assertThat(pairs()).containsExactly("cup after [tea]");
    }

    @Test
    void oneBehindTheWatermarkIsTakenWhenItMovesOnAndCountsInTheNextInterval() throws Exception {
        send("e1", "tea", 10);
        operator.processWatermark(1_500);
        send("e2", "cup", 20);
        operator.processWatermark(1_999);
        assertThat(pairs()).containsExactly("cup after [tea]");
        assertThat(counts()).containsExactly(
                new IntervalCounts(1_000, 1, 0, 0, 1), new IntervalCounts(2_000, 1, 0, 0, 0));
    }

    @Test
    void thoseOfAPartitionThatHadBeenIdleAreTakenInEventTimeOrderToo() throws Exception {
        operator.processWatermark(1_500); // of the other partitions
        send("e2", "cup", 30);
        send("e1", "tea", 20);
        operator.processWatermark(1_501);
        assertThat(pairs()).containsExactly("cup after [tea]");
    }

    @Test
    void eachInteractionCountsInItsOwnIntervalWhenTheWatermarkJumps() throws Exception {
        send("e1", "tea", 10);
        send("e2", "cup", 2_500);
        operator.processWatermark(9_000);
        assertThat(counts()).containsExactly(
                new IntervalCounts(1_000, 1, 0, 0, 1), new IntervalCounts(3_000, 1, 0, 0, 0));
    }

    @Test
    void beingShownAnItemOrDislikingItPairsNothing() throws Exception {
        send("e1", "tea", 10);
        operator.processElement(accepted("e2", "cup", InteractionType.IMPRESSION, 20), 20);
        operator.processElement(accepted("e3", "pot", InteractionType.DISLIKE, 30), 30);
        send("e4", "jam", 40);
        operator.processWatermark(40);
        assertThat(pairs()).containsExactly("jam after [tea]");
    }

    @Test
    void weightsFollowFromTypesAndAreCutToTheCaps() throws Exception {
        send("e1", "tea", 10);
        operator.processElement(accepted("e2", "cup", InteractionType.PURCHASE, 20), 20);
        operator.processElement(accepted("e3", "pot", InteractionType.CART, 30), 30);
        operator.processWatermark(1_000);
        assertThat(told()).containsExactly("cup [tea] [1.0] at 20", "pot [cup, tea] [-1.0, -1.0] at 30");
    }
}
