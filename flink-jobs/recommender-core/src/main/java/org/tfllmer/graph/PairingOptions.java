/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.graph;

import java.io.Serializable;
import java.time.Duration;
import java.util.stream.IntStream;

/**
 * What a user's interactions say about pairs of items.
 *
 * @param historyLength  with how many of the user's last distinct items an item co-occurs
 * @param historyHorizon how old an earlier interaction may be; also when an idle user is forgotten
 * @param distance       weight by distance in the history
 * @param damping        of very active users
 * @param pairCap        how far one user may move the weight of one pair of items on one UTC day; 0 for no cap
 * @param itemCap        how far one user may move the degree of one item on one UTC day; 0 for no cap
 */
public record PairingOptions(
        int historyLength,
        Duration historyHorizon,
        DistanceWeight distance,
        ActivityDamping damping,
        double pairCap,
        double itemCap)
        implements Serializable {

    public PairingOptions {
        if (historyLength < 1) {
            throw new IllegalArgumentException("graph.history-length must be 1 or more, was " + historyLength);
        }
        if (historyHorizon.toMillis() < 1) {
            throw new IllegalArgumentException("graph.history-horizon must be 1 ms or more, was " + historyHorizon);
        }
        requireCap("graph.user-pair-cap", pairCap);
        requireCap("graph.user-item-cap", itemCap);
    }

    private static void requireCap(String option, double cap) {
        if (!(cap >= 0)) { // refuses NaN too
            throw new IllegalArgumentException(option + " must be 0 or more, was " + cap);
        }
    }

    /** Factors of the distances 1, 2, … history length. */
    double[] distanceFactors() {
        return IntStream.rangeClosed(1, historyLength).mapToDouble(distance::factor).toArray();
    }

    /** Every pair weighs 1, whoever made it, how often and how long ago. */
    public static PairingOptions plain(int historyLength) {
        return new PairingOptions(historyLength, Duration.ofMillis(Long.MAX_VALUE),
                new DistanceWeight(DistanceWeight.Form.CONSTANT, 1), ActivityDamping.NONE, 0, 0);
    }
}
