/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.graph;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The event ids of a log: looked through while they are few, and in a table when they are many. */
final class RecentIds {

    private static final int FEW = 16;

    private final List<UserEvent> log;
    private Map<String, Long> times;

    /** @param log oldest first; read as it is whenever ids are looked through */
    RecentIds(List<UserEvent> log) {
        this.log = log;
    }

    /** The log has grown by an interaction. */
    void add(UserEvent event) {
        if (times != null) {
            times.put(event.eventId(), event.time());
        }
        if (times != null && times.size() > 2 * log.size() + FEW) {
            times = null; // most of it has left the log
        }
    }

    boolean has(String eventId, long since) {
        if (log.size() <= FEW) {
            return isAmong(log, eventId, since);
        }
        if (times == null) {
            times = new HashMap<>(2 * log.size());
            log.forEach(event -> times.put(event.eventId(), event.time()));
        }
        return times.getOrDefault(eventId, Long.MIN_VALUE) >= since;
    }

    private static boolean isAmong(List<UserEvent> few, String eventId, long since) {
        for (UserEvent event : few) {
            if (event.eventId().equals(eventId) && event.time() >= since) {
                return true;
            }
        }
        return false;
    }
}
