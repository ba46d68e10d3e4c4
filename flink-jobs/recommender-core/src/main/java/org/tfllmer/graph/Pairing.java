/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.graph;

import java.util.Arrays;

/**
 * Walks along one user's interactions in event-time order and says what each adds to the graph:
 *
 *   w(later, earlierₖ) = weight(later) · weight(earlierₖ) · distance(k) · damping(n)      cut to the user's daily caps
 *
 *   k  1 for the newest earlier item      n  the user's interactions before this one on the same UTC day
 *
 * Earlier items are the last distinct ones with a weight above 0 within the horizon, without the later one itself.
 * Nothing decays here. Time per interaction: O(history length).
 */
public final class Pairing {

    private final PairingOptions options;
    private final RecentInteractions recent;
    private final DayLedger ledger;
    private final double[] distanceFactors;
    private final long horizon;
    private final boolean capped;

    /** @param recent what came before; taken over, and changed from here on */
    public Pairing(PairingOptions options, RecentInteractions recent) {
        this.options = options;
        this.recent = recent;
        this.ledger = new DayLedger(options);
        this.distanceFactors = options.distanceFactors();
        this.horizon = options.historyHorizon().toMillis();
        this.capped = ledger.isCapping();
    }

    /** Takes an interaction of a day that is over: of its pairs nothing has to be known any more. */
    void pass(UserEvent event) {
        recent.add(event);
    }

    public Pairs take(UserEvent event) {
        if (event.weight() == 0) {
            return new Pairs(event.itemId(), new String[0], new double[0], event.time());
        }
        int before = count(event.time());
        int number = capped ? ledger.number(event.itemId()) : RecentInteractions.NO_NUMBER;
        Pairs pairs = pairs(event, event.weight() * options.damping().factor(before), number);
        recent.add(event, number);
        return pairs;
    }

    private int count(long time) {
        int before = ledger.count(time);
        if (before == 0) {
            recent.forgetNumbers();
        }
        return before;
    }

    private Pairs pairs(UserEvent later, double own, int number) {
        String[] items = new String[recent.size()];
        double[] weights = new double[items.length];
        long oldest = later.time() - horizon;
        int distance = 0;
        int count = 0;
        for (int place = 0; place < recent.size(); place++) {
            UserEvent earlier = recent.get(place);
            if (earlier.time() >= oldest && !earlier.itemId().equals(later.itemId())) {
                double weight = own * earlier.weight() * distanceFactors[distance++];
                double allowed = capped ? ledger.enter(number, number(place), weight) : weight;
                if (allowed != 0) {
                    items[count] = earlier.itemId();
                    weights[count++] = allowed;
                }
            }
        }
        return count == items.length
                ? new Pairs(later.itemId(), items, weights, later.time())
                : new Pairs(later.itemId(), Arrays.copyOf(items, count), Arrays.copyOf(weights, count), later.time());
    }

    private int number(int place) {
        if (recent.number(place) == RecentInteractions.NO_NUMBER) {
            recent.number(place, ledger.number(recent.get(place).itemId()));
        }
        return recent.number(place);
    }

    /** Sums that are held to keep to the caps. */
    int size() {
        return ledger.size();
    }
}
