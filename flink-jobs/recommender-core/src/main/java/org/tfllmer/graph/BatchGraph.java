/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.graph;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The co-occurrence graph of a whole list of interactions, held in memory and computed by the shortest way that shows
 * its rules: what the streaming job must arrive at. It shares no step with the job.
 *
 * <p>Interactions are added in each user's event-time order, duplicates left out. {@link #close} ends an interval
 * between two boundaries: what came since the last is added, expired edges go, and each end of an edge may cut it.
 */
public final class BatchGraph {

    private static final long DAY = 86_400_000;

    private final PairingOptions options;
    private final RowRules rules;
    private final int neighbours;
    private final Map<String, List<UserEvent>> users = new HashMap<>();
    private final Map<String, List<Added>> addedBy = new HashMap<>();
    /** By user; then what was added by day and pair, and by day and item. */
    private final Map<String, Map<List<Object>, Double>> daySums = new HashMap<>();
    private final List<Added> open = new ArrayList<>();
    private final Map<String, Map<String, Edge>> rows = new TreeMap<>();
    /** What each end has seen of its edges since it last cut them itself. */
    private final Map<String, Map<String, Edge>> seen = new HashMap<>();

    /** One pair that one interaction added. */
    private record Added(String later, String earlier, double weight, long time) {}

    private record Edge(double after, double before, long changed) {}

    /** All pairs weigh the same, nothing decays and rows are as long as they get. */
    public BatchGraph(int historyLength) {
        this(PairingOptions.plain(historyLength), RowRules.PLAIN, 0);
    }

    /** @param neighbours of an item; 0 for no cap */
    public BatchGraph(PairingOptions options, RowRules rules, int neighbours) {
        this.options = options;
        this.rules = rules;
        this.neighbours = neighbours;
    }

    public void add(String userId, UserEvent event) {
        List<UserEvent> before = users.computeIfAbsent(userId, unknown -> new ArrayList<>());
        List<Added> added = addedBy.computeIfAbsent(userId, unknown -> new ArrayList<>());
        Map<List<Object>, Double> sums = daySums.computeIfAbsent(userId, unknown -> new HashMap<>());
        if (event.weight() != 0) {
            List<UserEvent> earlier = earlier(before, event);
            double own = event.weight() * options.damping().factor(activeToday(before, event));
            for (int k = 1; k <= earlier.size(); k++) {
                UserEvent other = earlier.get(k - 1);
                double weight = own * other.weight() * options.distance().factor(k);
                Added pair = new Added(
                        event.itemId(), other.itemId(), capped(sums, event, other, weight), event.time());
                if (pair.weight != 0) {
                    added.add(pair);
                    open.add(pair);
                }
            }
        }
        before.add(event);
    }

    /** Forgets a user, and takes back what the user has added since a time. */
    public void forget(String userId, long since) {
        addedBy.getOrDefault(userId, List.of()).stream()
                .filter(pair -> pair.time >= since)
                .forEach(pair -> open.add(new Added(pair.later, pair.earlier, -pair.weight, pair.time)));
        users.remove(userId);
        addedBy.remove(userId);
        daySums.remove(userId);
    }

    /** The last distinct items before an interaction, newest first. */
    private List<UserEvent> earlier(List<UserEvent> before, UserEvent event) {
        Set<String> distinct = new HashSet<>();
        List<UserEvent> newestFirst = new ArrayList<>();
        for (int i = before.size() - 1; i >= 0 && distinct.size() < options.historyLength(); i--) {
            UserEvent other = before.get(i);
            if (other.weight() > 0 && distinct.add(other.itemId()) && !other.itemId().equals(event.itemId())
                    && event.time() - other.time() <= options.historyHorizon().toMillis()) {
                newestFirst.add(other);
            }
        }
        return newestFirst;
    }

    private static int activeToday(List<UserEvent> before, UserEvent event) {
        return (int) before.stream()
                .filter(other -> other.weight() != 0)
                .filter(other -> Math.floorDiv(other.time(), DAY) == Math.floorDiv(event.time(), DAY))
                .count();
    }

    private double capped(Map<List<Object>, Double> sums, UserEvent event, UserEvent other, double weight) {
        if (options.pairCap() == 0 && options.itemCap() == 0) {
            return weight;
        }
        long day = Math.floorDiv(event.time(), DAY);
        List<Object> pair = List.of(day, Set.of(event.itemId(), other.itemId()));
        List<Object> one = List.of(day, event.itemId());
        List<Object> two = List.of(day, other.itemId());
        double allowed = cut(options.pairCap(), sums.getOrDefault(pair, 0.0), weight);
        allowed = cut(options.itemCap(), sums.getOrDefault(one, 0.0), allowed);
        allowed = cut(options.itemCap(), sums.getOrDefault(two, 0.0), allowed);
        for (List<Object> moved : List.of(pair, one, two)) {
            sums.merge(moved, allowed, Double::sum);
        }
        return allowed;
    }

    private static double cut(double cap, double sum, double weight) {
        return cap == 0 || Math.abs(sum + weight) <= cap ? weight : Math.copySign(cap, sum + weight) - sum;
    }

    /** @param boundary milliseconds since 1970 UTC, later than the last one */
    public void close(long boundary) {
        Map<String, Map<String, Edge>> gains = gains(boundary);
        gains.forEach((item, gain) -> grow(rows, item, gain, boundary));
        gains.forEach((item, gain) -> grow(seen, item, gain, boundary));
        for (String item : gains.keySet()) {
            cutTo(neighbours, item, boundary);
        }
    }

    private Map<String, Map<String, Edge>> gains(long boundary) {
        Map<String, Map<String, Edge>> gains = new TreeMap<>();
        for (Added pair : open) {
            double weight = pair.weight * rules.decay().factor(pair.time, boundary);
            gains.computeIfAbsent(pair.later, none -> new HashMap<>())
                    .merge(pair.earlier, new Edge(weight, 0, boundary), BatchGraph::plus);
            gains.computeIfAbsent(pair.earlier, none -> new HashMap<>())
                    .merge(pair.later, new Edge(0, weight, boundary), BatchGraph::plus);
        }
        open.clear();
        return gains;
    }

    private static Edge plus(Edge one, Edge other) {
        return new Edge(one.after + other.after, one.before + other.before, other.changed);
    }

    private void grow(Map<String, Map<String, Edge>> into, String item, Map<String, Edge> gain, long boundary) {
        Map<String, Edge> row = into.computeIfAbsent(item, unknown -> new TreeMap<>());
        row.values().removeIf(edge -> rules.expiry().of(edge.changed) <= boundary);
        gain.forEach((neighbour, more) -> row.merge(neighbour, more, (old, added) -> plus(at(boundary, old), added)));
        row.values().removeIf(edge -> Math.abs(edge.after) < RowRules.LEAST_WEIGHT
                && Math.abs(edge.before) < RowRules.LEAST_WEIGHT);
    }

    private Edge at(long boundary, Edge edge) {
        double left = rules.decay().factor(edge.changed, boundary);
        return new Edge(left * edge.after, left * edge.before, edge.changed);
    }

    private void cutTo(int limit, String item, long boundary) {
        Map<String, Edge> row = seen.get(item);
        if (limit == 0 || row.size() <= limit) {
            return;
        }
        record Weighed(float weight, String neighbour) {}

        List<Weighed> heaviestFirst = new ArrayList<>(row.size());
        row.forEach((neighbour, edge) -> {
            Edge now = at(boundary, edge);
            heaviestFirst.add(new Weighed((float) (now.after + now.before), neighbour));
        });
        heaviestFirst.sort(Comparator.comparingDouble((Weighed one) -> -one.weight).thenComparing(Weighed::neighbour));
        for (Weighed lightest : heaviestFirst.subList(limit, heaviestFirst.size())) {
            String neighbour = lightest.neighbour;
            row.remove(neighbour);
            rows.get(item).remove(neighbour);
            rows.getOrDefault(neighbour, new TreeMap<>()).remove(item);
        }
    }

    /** Items that have neighbours, with their rows as of a boundary that was closed last or comes after. */
    public Map<String, DirectedRow> rows(long boundary) {
        Map<String, DirectedRow> result = new TreeMap<>();
        rows.forEach((item, edges) -> {
            Map<String, Edge> alive = new TreeMap<>(edges);
            alive.values().removeIf(edge -> rules.expiry().of(edge.changed) <= boundary);
            if (!alive.isEmpty()) {
                result.put(item, row(alive, boundary));
            }
        });
        return result;
    }

    private DirectedRow row(Map<String, Edge> edges, long boundary) {
        DirectedRow row =
                new DirectedRow(new String[edges.size()], new double[edges.size()], new double[edges.size()]);
        int at = 0;
        for (Map.Entry<String, Edge> entry : edges.entrySet()) {
            Edge edge = at(boundary, entry.getValue());
            row.neighbours()[at] = entry.getKey();
            row.after()[at] = edge.after;
            row.before()[at++] = edge.before;
        }
        return row;
    }
}
