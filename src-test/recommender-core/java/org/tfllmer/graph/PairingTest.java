/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PairingTest {

    private static final long DAY = Duration.ofDays(1).toMillis();
    private static final DistanceWeight CONSTANT = new DistanceWeight(DistanceWeight.Form.CONSTANT, 1);

    @Test
    void aPairWeighsTheProductOfBothInteractions() {
        Pairing pairing = pairing(CONSTANT, ActivityDamping.NONE, 0, 0);
        pairing.take(event("tea", 2, 0));
        Pairs pairs = pairing.take(event("cup", 3, 10));
        assertThat(pairs.earlier()).containsExactly("tea");
        assertThat(pairs.weights()).containsExactly(6);
    }

    @Test
    void aWeightBelowZeroTakesFromThePairsAndDoesNotJoinTheHistory() {
        Pairing pairing = pairing(CONSTANT, ActivityDamping.NONE, 0, 0);
        pairing.take(event("tea", 1, 0));
        assertThat(pairing.take(event("cup", -1, 1)).weights()).containsExactly(-1);
        assertThat(pairing.take(event("pot", 1, 2)).earlier()).containsExactly("tea");
    }

    @Test
    void aWeightOfZeroSaysNothing() {
        Pairing pairing = pairing(CONSTANT, ActivityDamping.NONE, 0, 0);
        pairing.take(event("tea", 1, 0));
        assertThat(pairing.take(event("cup", 0, 1)).isEmpty()).isTrue();
        assertThat(pairing.take(event("pot", 1, 2)).earlier()).containsExactly("tea");
    }

    @Test
    void fartherItemsWeighLess() {
        assertThat(lastOfThree(new DistanceWeight(DistanceWeight.Form.RECIPROCAL, 1))).containsExactly(1, 0.5);
        assertThat(lastOfThree(new DistanceWeight(DistanceWeight.Form.EXPONENTIAL, 0.8))).containsExactly(1, 0.8);
    }

    private static double[] lastOfThree(DistanceWeight distance) {
        Pairing pairing = pairing(distance, ActivityDamping.NONE, 0, 0);
        pairing.take(event("tea", 1, 0));
        pairing.take(event("cup", 1, 1));
        return pairing.take(event("pot", 1, 2)).weights();
    }

    @Test
    void anItemBeyondTheHorizonIsNoNeighbour() {
        Pairing pairing = pairing(CONSTANT, ActivityDamping.NONE, 0, 0);
        pairing.take(event("tea", 1, 0));
        pairing.take(event("cup", 1, 9 * DAY));
        assertThat(pairing.take(event("pot", 1, 10 * DAY + 1)).earlier()).containsExactly("cup");
    }

    @Test
    void theMoreAUserDoesInADayTheLessEachCounts() {
        Pairing pairing = pairing(CONSTANT, ActivityDamping.LOGARITHMIC, 0, 0);
        pairing.take(event("tea", 1, 0));
        assertThat(pairing.take(event("cup", 1, 1)).weights()[0])
                .isCloseTo(1 / (Math.log(3) / Math.log(2)), within(1e-15));
        assertThat(pairing.take(event("tea", 1, 2)).weights()[0]).isCloseTo(0.5, within(1e-15));
        assertThat(pairing.take(event("cup", 1, DAY)).weights()[0]).isEqualTo(1);
    }

    @Test
    void oneUserMovesAPairByNoMoreThanTheCapEachDay() {
        Pairing pairing = pairing(CONSTANT, ActivityDamping.NONE, 1.5, 0);
        pairing.take(event("tea", 1, 0));
        assertThat(pairing.take(event("cup", 1, 1)).weights()).containsExactly(1);
        assertThat(pairing.take(event("tea", 1, 2)).weights()).containsExactly(0.5);
        assertThat(pairing.take(event("cup", 1, 3)).isEmpty()).isTrue();
        assertThat(pairing.take(event("cup", -5, 4)).weights()).containsExactly(-3); // to -1.5
        assertThat(pairing.take(event("cup", 1, DAY)).weights()).containsExactly(1);
    }

    @Test
    void oneUserMovesAnItemByNoMoreThanTheCapEachDay() {
        Pairing pairing = pairing(CONSTANT, ActivityDamping.NONE, 0, 2);
        for (String item : new String[] {"tea", "cup", "pot"}) {
            pairing.take(event(item, 1, 0));
        }
        assertThat(pairing.take(event("jam", 1, 1)).isEmpty()).isTrue(); // all three have had their 2 already
    }

    @Test
    void theHistoryHoldsTheLastDistinctItems() {
        Pairing pairing = new Pairing(PairingOptions.plain(2), new RecentInteractions(2));
        for (String item : new String[] {"tea", "cup", "tea", "pot"}) {
            pairing.take(event(item, 1, 0));
        }
        assertThat(pairing.take(event("jam", 1, 1)).earlier()).containsExactly("pot", "tea");
    }

    private static Pairing pairing(DistanceWeight distance, ActivityDamping damping, double pairCap, double itemCap) {
        PairingOptions options = new PairingOptions(5, Duration.ofDays(10), distance, damping, pairCap, itemCap);
        return new Pairing(options, new RecentInteractions(options.historyLength()));
    }

    private static UserEvent event(String itemId, double weight, long time) {
        return new UserEvent("e" + time, itemId, weight, time);
    }
}
