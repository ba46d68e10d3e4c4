/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.graph;

import java.util.ArrayList;
import java.util.List;
import org.tfllmer.graph.UserHistory;

/** A user on the heap: the history, and what waits for the watermark. */
final class UserRow {

    private final ArrayList<UserArrival> waiting = new ArrayList<>(2);
    private UserHistory history;
    private boolean historyChanged;
    private boolean waitingChanged;

    /** @param history or null of a user who is not known */
    UserRow(UserHistory history, Iterable<UserArrival> waiting) {
        this.history = history;
        waiting.forEach(this.waiting::add);
    }

    /** Null of a user who is not known. */
    UserHistory history() {
        return history;
    }

    /** Must be told after each change of the history, too. */
    void history(UserHistory changed) {
        history = changed;
        historyChanged = true;
    }

    /** In event-time order, and in the order of the log where times are equal. */
    List<UserArrival> waiting() {
        return waiting;
    }

    void await(UserArrival arrival) {
        int at = waiting.size();
        while (at > 0 && isBefore(arrival, waiting.get(at - 1))) {
            at--;
        }
        waiting.add(at, arrival);
        waitingChanged = true;
    }

    /** By event time, then by the order of the log. */
    private static boolean isBefore(UserArrival one, UserArrival other) {
        return one.eventTime() < other.eventTime()
                || one.eventTime() == other.eventTime() && one.offset() < other.offset();
    }

    /** Takes the waiting ones that a watermark has reached. */
    List<UserArrival> takeUpTo(long watermark) {
        int count = 0;
        while (count < waiting.size() && waiting.get(count).eventTime() <= watermark) {
            count++;
        }
        if (count == 0) {
            return List.of();
        }
        List<UserArrival> head = waiting.subList(0, count);
        List<UserArrival> taken = List.copyOf(head);
        head.clear();
        waitingChanged = true;
        return taken;
    }

    boolean historyChanged() {
        return historyChanged;
    }

    boolean waitingChanged() {
        return waitingChanged;
    }

    void written() {
        historyChanged = false;
        waitingChanged = false;
    }

    /** An interaction takes about as much room as eight edges. */
    int entries() {
        return 8 * (1 + waiting.size() + (history == null ? 0 : history.heapElements()));
    }
}
