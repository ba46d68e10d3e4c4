/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.graph;

import java.util.Arrays;

/**
 * What one user has added to pairs and items on one UTC day, so that no more than the caps gets through: a sum may
 * move between −cap and cap, and what would take it further is cut. Made without an object per pair, as there is one of
 * these per user at work: 16 bytes per pair and twice that in spare room.
 */
final class DayLedger {

    private static final long DAY = 86_400_000;
    private static final int FEW = 8;
    private static final long FREE = -1;

    private final PairingOptions options;
    private long day = Long.MIN_VALUE;
    private int interactions;
    private ItemNumbers items;
    private double[] itemSums;
    private long[] pairs;
    private double[] pairSums;
    private int pairCount;

    DayLedger(PairingOptions options) {
        this.options = options;
    }

    static long startOfDay(long time) {
        return Math.floorDiv(time, DAY) * DAY;
    }

    /** Counts an interaction, on a new page if its day is another. Returns how many came before it that day. */
    int count(long time) {
        long now = startOfDay(time);
        if (now != day) {
            day = now;
            interactions = 0;
            if (isCapping()) {
                clearSums();
            }
        }
        return interactions++;
    }

    /** Whether there is any cap to keep to. */
    boolean isCapping() {
        return options.pairCap() > 0 || options.itemCap() > 0;
    }

    private void clearSums() {
        items = new ItemNumbers(FEW);
        itemSums = new double[FEW];
        pairs = freePairs(FEW);
        pairSums = new double[FEW];
        pairCount = 0;
    }

    /** Sums held. */
    int size() {
        return items == null ? 0 : items.size() + pairCount;
    }

    /** Names an item for {@link #enter}, until the day ends. */
    int number(String item) {
        int number = items.of(item);
        if (number >= itemSums.length) {
            itemSums = Arrays.copyOf(itemSums, 2 * itemSums.length);
        }
        return number;
    }

    /** Enters as much of the weight as the caps allow, and returns it. */
    double enter(int one, int other, double weight) {
        int slot = options.pairCap() > 0 ? slot(Math.min(one, other), Math.max(one, other)) : -1;
        double allowed = slot < 0 ? weight : within(options.pairCap(), pairSums[slot], weight);
        if (options.itemCap() > 0) {
            allowed = within(options.itemCap(), itemSums[one], allowed);
            allowed = within(options.itemCap(), itemSums[other], allowed);
            itemSums[one] += allowed;
            itemSums[other] += allowed;
        }
        if (slot >= 0) {
            pairSums[slot] += allowed;
        }
        return allowed;
    }

    private static double within(double cap, double sum, double weight) {
        double moved = sum + weight;
        return Math.abs(moved) <= cap ? weight : Math.copySign(cap, moved) - sum;
    }

    private int slot(int smaller, int larger) {
        long pair = (long) smaller << Integer.SIZE | larger;
        int slot = find(pair);
        if (pairs[slot] == FREE) {
            if (2 * (pairCount + 1) > pairs.length) {
                grow();
                slot = find(pair);
            }
            pairs[slot] = pair;
            pairCount++;
        }
        return slot;
    }

    private int find(long pair) {
        long hash = pair * 0x9E3779B97F4A7C15L;
        int slot = (int) (hash >>> 33) & pairs.length - 1;
        while (pairs[slot] != FREE && pairs[slot] != pair) {
            slot = slot + 1 & pairs.length - 1;
        }
        return slot;
    }

    private void grow() {
        long[] oldPairs = pairs;
        double[] oldSums = pairSums;
        pairs = freePairs(2 * oldPairs.length);
        pairSums = new double[pairs.length];
        for (int old = 0; old < oldPairs.length; old++) {
            if (oldPairs[old] != FREE) {
                int slot = find(oldPairs[old]);
                pairs[slot] = oldPairs[old];
                pairSums[slot] = oldSums[old];
            }
        }
    }

    private static long[] freePairs(int length) {
        long[] pairs = new long[length];
        Arrays.fill(pairs, FREE);
        return pairs;
    }
}
