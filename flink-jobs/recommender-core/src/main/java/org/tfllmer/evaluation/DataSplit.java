/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What is learned from, what options are chosen by, and what is reported: apart from each other.
 *
 * @param items      how many the catalogue has
 * @param train      sequences, oldest item first
 * @param validation a case per user at most
 * @param test       a case per user at most, its history all that came before
 */
public record DataSplit(int items, List<int[]> train, List<NextItemCase> validation, List<NextItemCase> test) {

    /** Users with fewer interactions are learned from whole: two held out would leave nothing. */
    private static final int SHORTEST = 3;

    /** Leave-one-out: each user's last item is the test, the one before it the validation. */
    public static DataSplit leaveOneOut(int items, List<int[]> histories) {
        List<int[]> train = new ArrayList<>();
        List<NextItemCase> validation = new ArrayList<>();
        List<NextItemCase> test = new ArrayList<>();
        for (int[] history : histories) {
            if (history.length < SHORTEST) {
                train.add(history);
            } else {
                int last = history.length - 1;
                train.add(Arrays.copyOf(history, last - 1));
                validation.add(new NextItemCase(Arrays.copyOf(history, last - 1), history[last - 1]));
                test.add(new NextItemCase(Arrays.copyOf(history, last), history[last]));
            }
        }
        return new DataSplit(items, train, validation, test);
    }

    /**
     * Temporal: what came before a date is learned from; a user's first item after it, with something before it, is a
     * case. No future leaks, as it does where each user's own last item is held out.
     *
     * @param times          of the histories' interactions, ascending, milliseconds since 1970 UTC
     * @param validationFrom date from which on validation is; nothing after it is learned from
     * @param testFrom       date from which on the test is
     */
    public static DataSplit temporal(
            int items, List<int[]> histories, List<long[]> times, long validationFrom, long testFrom) {
        List<int[]> train = new ArrayList<>();
        List<NextItemCase> validation = new ArrayList<>();
        List<NextItemCase> test = new ArrayList<>();
        for (int user = 0; user < histories.size(); user++) {
            int[] history = histories.get(user);
            int learned = before(times.get(user), validationFrom);
            int known = before(times.get(user), testFrom);
            train.add(Arrays.copyOf(history, learned));
            if (learned > 0 && learned < known) {
                validation.add(new NextItemCase(Arrays.copyOf(history, learned), history[learned]));
            }
            if (known > 0 && known < history.length) {
                test.add(new NextItemCase(Arrays.copyOf(history, known), history[known]));
            }
        }
        return new DataSplit(items, train, validation, test);
    }

    private static int before(long[] times, long date) {
        int count = 0;
        while (count < times.length && times[count] < date) {
            count++;
        }
        return count;
    }

    /** How often each item is in what is learned from. */
    public int[] trainCounts() {
        int[] counts = new int[items];
        train.forEach(history -> Arrays.stream(history).forEach(item -> counts[item]++));
        return counts;
    }
}
