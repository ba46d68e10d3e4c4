/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.graph;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.tfllmer.graph.BatchGraph;
import org.tfllmer.graph.Boundaries;
import org.tfllmer.graph.DirectedRow;
import org.tfllmer.graph.UserEvent;
import org.tfllmer.jobs.config.GraphOptions;
import org.tfllmer.jobs.config.JobConfig;

/** What the graph job must tell of a log, computed in one go in the order of event time. */
final class LogOracle {

    private static final long DAY = Duration.ofDays(1).toMillis();

    private final GraphOptions options;
    private final long logHorizon;
    private final long idleHorizon;
    private final BatchGraph graph;
    private final Map<String, Known> users = new TreeMap<>();
    private final TreeMap<Long, Map<String, DirectedRow>> rows = new TreeMap<>();
    private final TreeMap<Long, Map<String, Long>> counts = new TreeMap<>();
    private final TreeMap<Long, Map<String, List<String>>> histories = new TreeMap<>();
    private long accepted;
    private long duplicates;
    private long deletions;

    /** A user who has come and not been forgotten, by the job's own rules of what it keeps. */
    private static final class Known {

        private final List<UserEvent> events = new ArrayList<>();
        private final Set<String> ids = new HashSet<>();
        private long newest = Long.MIN_VALUE;
        private long loggedSince = Long.MAX_VALUE;
    }

    LogOracle(InteractionLog log, JobConfig config) {
        this.options = config.graph();
        this.logHorizon = Math.max(config.ingest().deduplicationHorizon().toMillis(),
                options.forgetHorizon().toMillis());
        this.idleHorizon = Math.max(options.pairing().historyHorizon().toMillis(), logHorizon + DAY);
        this.graph = new BatchGraph(options.pairing(), options.rules(), options.neighbours());
        run(log.accepted());
    }

    private void run(List<LogEntry> entries) {
        Boundaries boundaries = new Boundaries(options.publishInterval().toMillis());
        long boundary = boundaries.after(entries.get(0).eventTime());
        for (LogEntry entry : entries) {
            while (entry.eventTime() >= boundary) {
                close(boundary);
                boundary += boundaries.interval();
            }
            if (entry.isRequest()) {
                forget(entry);
            } else {
                take(entry);
            }
        }
        close(boundary);
        long snapshots = options.snapshotInterval().toMillis();
        while (boundary % snapshots != 0) {
            boundary += boundaries.interval();
            close(boundary);
        }
    }

    private void take(LogEntry entry) {
        Known user = users.get(entry.userId());
        if (user == null || expires(user) <= entry.eventTime()) {
            user = new Known();
            users.put(entry.userId(), user);
        }
        if (!user.ids.add(entry.interaction().eventId())) {
            duplicates++;
            return;
        }
        accepted++;
        UserEvent event = new UserEvent(entry.interaction().eventId(), entry.interaction().itemId(),
                options.typeWeights().of(entry.interaction()), entry.eventTime());
        graph.add(entry.userId(), event);
        user.events.add(event);
        user.newest = event.time();
        user.loggedSince = Math.max(Math.min(user.loggedSince, startOfDay(event.time())),
                startOfDay(event.time() - logHorizon));
    }

    private void forget(LogEntry request) {
        deletions++;
        Known user = users.remove(request.userId());
        boolean unknown = user == null || expires(user) <= request.eventTime();
        graph.forget(request.userId(), unknown ? Long.MAX_VALUE : user.loggedSince);
    }

    private long expires(Known user) {
        Boundaries steps = new Boundaries(idleHorizon / 16);
        return steps.after(steps.after(user.newest + idleHorizon));
    }

    private static long startOfDay(long time) {
        return Math.floorDiv(time, DAY) * DAY;
    }

    private void close(long boundary) {
        graph.close(boundary);
        rows.put(boundary, graph.rows(boundary));
        users.values().removeIf(user -> expires(user) < boundary);
        counts.put(boundary, Map.of("accepted", accepted, "duplicates", duplicates, "deletions", deletions,
                "users", (long) users.size()));
        Map<String, List<String>> kept = new TreeMap<>();
        users.forEach((id, user) -> kept.put(id, history(user)));
        kept.values().removeIf(List::isEmpty);
        histories.put(boundary, kept);
    }

    private List<String> history(Known user) {
        Map<String, UserEvent> base = new LinkedHashMap<>();
        List<UserEvent> log = new ArrayList<>();
        for (UserEvent event : user.events) {
            if (event.weight() > 0 && event.time() >= user.loggedSince) {
                log.add(event);
            } else if (event.weight() > 0) {
                base.remove(event.itemId());
                base.put(event.itemId(), event);
            }
        }
        List<UserEvent> kept = new ArrayList<>(base.values());
        kept.subList(0, Math.max(0, kept.size() - options.pairing().historyLength())).clear();
        kept.addAll(log);
        return kept.stream().map(LogOracle::text).toList();
    }

    private static String text(UserEvent event) {
        return text(event.itemId(), event.weight(), event.time());
    }

    static String text(String itemId, double weight, long time) {
        return itemId + " " + weight + " at " + time;
    }

    Map<String, DirectedRow> rows(long boundary) {
        return boundary > rows.lastKey() ? graph.rows(boundary) : rows.floorEntry(boundary).getValue();
    }

    /** When the stream has ended, and with it all time. */
    Map<String, DirectedRow> lastRows() {
        return options.rules().expiry().horizon() > 0 ? Map.of() : rows.lastEntry().getValue();
    }

    Map<String, Long> counts(long boundary) {
        return counts.floorEntry(boundary).getValue();
    }

    Map<String, List<String>> histories(long boundary) {
        return histories.floorEntry(boundary).getValue();
    }
}
