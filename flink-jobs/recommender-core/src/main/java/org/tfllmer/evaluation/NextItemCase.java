/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A user's items so far and the one that came next, as indices into the catalogue.
 *
 * @param history one item at least, oldest first
 */
public record NextItemCase(int[] history, int next) {

    /**
     * The first item that was left out of each history, after all before it; users without one have no case.
     *
     * @param histories oldest item first
     * @param leftOut   how many items at the end of each nothing was learned from, 1 or more
     */
    public static List<NextItemCase> firstLeftOut(List<int[]> histories, int leftOut) {
        List<NextItemCase> cases = new ArrayList<>();
        for (int[] history : histories) {
            int next = history.length - leftOut;
            if (next > 0) {
                cases.add(new NextItemCase(Arrays.copyOf(history, next), history[next]));
            }
        }
        return cases;
    }

    /** At most {@code most} of the cases, evenly spread over them and in their order. */
    public static List<NextItemCase> spread(List<NextItemCase> cases, int most) {
        if (cases.size() <= most) {
            return cases;
        }
        List<NextItemCase> chosen = new ArrayList<>();
        for (long i = 0; i < most; i++) {
            chosen.add(cases.get((int) (i * cases.size() / most)));
        }
        return chosen;
    }

    /** The last items, at most {@code count}. */
    public int[] recent(int count) {
        return Arrays.copyOfRange(history, Math.max(0, history.length - count), history.length);
    }

    /** Whether the user had the item before; the next one is never left out of a ranking. */
    public boolean excludes(int item) {
        return item != next && Arrays.stream(history).anyMatch(seen -> seen == item);
    }
}
