/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.graph;

import java.util.ArrayList;
import java.util.List;

/**
 * What is kept of one user: a log of the last interactions, and the recent items from before the log. What the log
 * added to the graph follows from both by {@link Pairing}, so it need not be kept, and yet can be taken back exactly.
 *
 * <p>The log begins at a UTC midnight, since the daily caps and the damping begin anew there. Changed in place. Memory:
 * the log's event and item ids and 16 bytes for each interaction.
 */
public final class UserHistory {

    private final PairingOptions options;
    private final RecentInteractions base;
    private final ArrayList<UserEvent> log;
    private long loggedSince;
    private long newestTime;
    private RecentIds ids;
    private Pairing pairing;

    /**
     * What state keeps of it.
     *
     * @param newestTime  event time of the newest interaction, milliseconds since 1970 UTC
     * @param loggedSince the UTC midnight since which the log is whole
     * @param base        recent items from before the log, oldest first
     * @param log         oldest first
     */
    public record Stored(long newestTime, long loggedSince, List<UserEvent> base, List<UserEvent> log) {

        private static final Stored NOTHING = new Stored(Long.MIN_VALUE, Long.MAX_VALUE, List.of(), List.of());
    }

    public UserHistory(PairingOptions options) {
        this(options, Stored.NOTHING);
    }

    public UserHistory(PairingOptions options, Stored stored) {
        this.options = options;
        this.newestTime = stored.newestTime;
        this.loggedSince = stored.loggedSince;
        this.base = new RecentInteractions(options.historyLength());
        stored.base.forEach(base::add);
        this.log = new ArrayList<>(stored.log);
        this.ids = new RecentIds(log);
    }

    public Stored stored() {
        return new Stored(newestTime, loggedSince, base.oldestFirst(), List.copyOf(log));
    }

    public boolean isEmpty() {
        return log.isEmpty() && base.size() == 0;
    }

    /** Event time of the newest interaction; {@link Long#MIN_VALUE} without one. */
    public long newestTime() {
        return newestTime;
    }

    /** The UTC midnight since which what was added can be taken back. */
    public long loggedSince() {
        return loggedSince;
    }

    /** Interactions in the log. */
    public int logged() {
        return log.size();
    }

    /** Interactions kept, in the log and before it. */
    public int size() {
        return log.size() + base.size();
    }

    /** Elements on the heap: interactions, and the sums by which the caps are kept, which four of equal one. */
    public int heapElements() {
        return size() + (pairing == null ? 0 : pairing.size() / 4);
    }

    /** Whether an event id is among those since a time. */
    public boolean has(String eventId, long since) {
        return ids.has(eventId, since);
    }

    /** Takes an interaction, the newest so far. */
    public Pairs take(UserEvent event) {
        Pairs pairs = pairing().take(event);
        log.add(event);
        ids.add(event);
        newestTime = Math.max(newestTime, event.time());
        loggedSince = Math.min(loggedSince, DayLedger.startOfDay(event.time()));
        return pairs;
    }

    /**
     * What forgetting changes.
     *
     * @param takenBack of what the log had added
     * @param addedAnew what interactions after those forgotten add by themselves
     */
    public record Forgotten(List<Pairs> takenBack, List<Pairs> addedAnew) {

        /** Pairs taken back for good. */
        public long pairs() {
            return count(takenBack) - count(addedAnew);
        }

        private static long count(List<Pairs> pairs) {
            return pairs.stream().mapToLong(some -> some.earlier().length).sum();
        }
    }

    /** Forgets what happened up to a time. */
    public Forgotten forget(long until) {
        List<Pairs> takenBack = added().stream().map(Pairs::negated).toList();
        base.clear();
        log.removeIf(event -> event.time() <= until);
        ids = new RecentIds(log);
        pairing = null;
        return new Forgotten(takenBack, added());
    }

    /** Takes the UTC days before a time's off the log. */
    public void trim(long before) {
        long start = DayLedger.startOfDay(before);
        int count = 0;
        while (count < log.size() && log.get(count).time() < start) {
            base.add(log.get(count++));
        }
        log.subList(0, count).clear();
        loggedSince = Math.max(loggedSince, start);
    }

    /** Drops the event ids from before a time, and interactions that were kept for their id only. */
    public void forgetEventIds(long before) {
        log.removeIf(event -> event.weight() == 0 && event.time() < before);
        log.replaceAll(event -> event.time() < before && !event.eventId().isEmpty()
                ? new UserEvent("", event.itemId(), event.weight(), event.time()) : event);
    }

    /** What the log has added. */
    private List<Pairs> added() {
        List<Pairs> added = new ArrayList<>();
        Pairing walk = new Pairing(options, base.copy());
        for (UserEvent event : log) {
            Pairs pairs = walk.take(event);
            if (!pairs.isEmpty()) {
                added.add(pairs);
            }
        }
        return added;
    }

    /** At the end of the log. Made when needed: of all but the last day only the recent items matter. */
    private Pairing pairing() {
        if (pairing == null) {
            pairing = new Pairing(options, base.copy());
            long lastDay = DayLedger.startOfDay(newestTime);
            for (UserEvent event : log) {
                if (event.time() < lastDay) {
                    pairing.pass(event);
                } else {
                    pairing.take(event);
                }
            }
        }
        return pairing;
    }
}
