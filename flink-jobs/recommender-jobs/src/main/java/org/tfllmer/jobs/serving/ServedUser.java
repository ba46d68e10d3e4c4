/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.serving;

import java.util.Arrays;
import org.tfllmer.graph.RecentItems;

/**
 * What is kept of one user to recommend and to judge the recommendations.
 *
 * @param seen         distinct items the user interacted with, the last one last
 * @param lastEventIds of the last interactions, so that one that comes twice counts once
 * @param list         what was recommended last, best first; empty before the first time
 * @param generation   that scored the list, 0 if none did
 * @param ranker       that made the list
 * @param listTime     event time of the interaction that the list followed
 */
public record ServedUser(
        String[] seen, String[] lastEventIds, String[] list, long generation, String ranker, long listTime) {

    /** Duplicates come from a producer's retries, so soon after the first. */
    private static final int EVENT_IDS = 32;

    static ServedUser unknown() {
        return new ServedUser(new String[0], new String[0], new String[0], 0, "", 0);
    }

    boolean had(String eventId) {
        return Arrays.asList(lastEventIds).contains(eventId);
    }

    String[] recent(int limit) {
        return Arrays.copyOfRange(seen, Math.max(0, seen.length - limit), seen.length);
    }

    ServedUser seeing(String itemId, int limit) {
        return new ServedUser(RecentItems.append(RecentItems.without(seen, itemId), itemId, limit), lastEventIds, list,
                generation, ranker, listTime);
    }

    ServedUser after(String eventId) {
        return new ServedUser(seen, RecentItems.append(lastEventIds, eventId, EVENT_IDS), list, generation, ranker,
                listTime);
    }

    ServedUser given(String[] newList, long byGeneration, String byRanker, long time) {
        return new ServedUser(seen, lastEventIds, newList, byGeneration, byRanker, time);
    }
}
