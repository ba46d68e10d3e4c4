/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.graph;

import java.util.Arrays;
import org.tfllmer.graph.RecentItems;

/**
 * What is kept of one user between interactions.
 *
 * @param recentItems the last distinct items, oldest first
 * @param eventIds    of the interactions within the deduplication horizon, oldest first
 * @param eventTimes  of the same, milliseconds since 1970 UTC
 */
public record UserHistory(String[] recentItems, String[] eventIds, long[] eventTimes) {

    public static UserHistory none() {
        return new UserHistory(new String[0], new String[0], new long[0]);
    }

    public boolean has(String eventId) {
        return Arrays.asList(eventIds).contains(eventId);
    }

    /** Without the event ids from before {@code horizonStart}. */
    public UserHistory rememberingSince(long horizonStart) {
        int first = 0;
        while (first < eventTimes.length && eventTimes[first] < horizonStart) {
            first++;
        }
        return first == 0 ? this : new UserHistory(recentItems,
                Arrays.copyOfRange(eventIds, first, eventIds.length),
                Arrays.copyOfRange(eventTimes, first, eventTimes.length));
    }

    public UserHistory remember(String eventId, long eventTime) {
        String[] ids = Arrays.copyOf(eventIds, eventIds.length + 1);
        long[] times = Arrays.copyOf(eventTimes, ids.length);
        ids[eventIds.length] = eventId;
        times[eventIds.length] = eventTime;
        return new UserHistory(recentItems, ids, times);
    }

    public String[] othersThan(String itemId) {
        return RecentItems.without(recentItems, itemId);
    }

    public UserHistory withNewest(String itemId, int limit) {
        return new UserHistory(RecentItems.append(othersThan(itemId), itemId, limit), eventIds, eventTimes);
    }
}
