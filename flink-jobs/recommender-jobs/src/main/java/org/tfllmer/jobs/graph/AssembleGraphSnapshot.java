/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.graph;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;
import org.tfllmer.jobs.ingest.Waiting;
import org.tfllmer.schemas.GraphSnapshot;
import org.tfllmer.schemas.SnapshotFile;

/**
 * Announces a graph snapshot once all subtasks have written their shards: when the watermark has passed its boundary.
 * Every subtask writes its edges then, but its histories only if they have changed since it wrote them last: so the
 * newest shard of each counts, until another number of subtasks divides the users anew.
 *
 * <p>Keyed by one constant, so it runs in one subtask. State: running totals, the newest history shards, and the counts
 * and shards of boundaries not yet passed.
 */
public final class AssembleGraphSnapshot
        extends KeyedCoProcessFunction<String, IntervalCounts, SnapshotShard, GraphSnapshot> {

    /** Identifies this operator's state in every savepoint; never change it. */
    public static final String UID = "assemble-graph-snapshot";

    /** The one key of both inputs. */
    public static final String KEY = "graph";

    private static final long serialVersionUID = 1L;

    private transient ValueState<IntervalCounts> totals;
    private transient ListState<IntervalCounts> counts;
    private transient ListState<SnapshotShard> shards;
    private transient ListState<SnapshotShard> histories;
    private transient volatile GraphSnapshot last;

    @Override
    public void open(OpenContext context) {
        totals = getRuntimeContext().getState(new ValueStateDescriptor<>("totals", IntervalCounts.class));
        counts = getRuntimeContext().getListState(new ListStateDescriptor<>("counts", IntervalCounts.class));
        shards = getRuntimeContext().getListState(new ListStateDescriptor<>("shards", SnapshotShard.class));
        histories = getRuntimeContext().getListState(new ListStateDescriptor<>("histories", SnapshotShard.class));
        MetricGroup metrics = getRuntimeContext().getMetricGroup();
        List.of("users", "items", "edges").forEach(name -> metrics.gauge(name, () -> lastCount(name)));
    }

    private long lastCount(String name) {
        GraphSnapshot announced = last;
        return announced == null ? 0 : announced.counts().get(name);
    }

    @Override
    public void processElement1(IntervalCounts counted, Context context, Collector<GraphSnapshot> out)
            throws Exception {
        counts.add(counted);
        if (counted.isOccasion()) {
            context.timerService().registerEventTimeTimer(counted.boundary() - 1);
        }
    }

    @Override
    public void processElement2(SnapshotShard shard, Context context, Collector<GraphSnapshot> out) throws Exception {
        shards.add(shard);
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<GraphSnapshot> out) throws Exception {
        long boundary = timestamp + 1;
        IntervalCounts total = Objects.requireNonNullElseGet(totals.value(), () -> IntervalCounts.none(boundary));
        for (IntervalCounts counted : Waiting.take(counts, counted -> counted.boundary() <= boundary)) {
            total = total.plus(counted);
        }
        totals.update(total);
        List<SnapshotShard> due = Waiting.take(shards, shard -> shard.boundary() <= boundary);
        List<SnapshotShard> edges = due.stream().filter(shard -> shard.hasRole(EdgeShardWriter.ROLE)).toList();
        histories.update(newest(histories.get(), due));
        last = snapshot(boundary, total, edges, histories.get());
        out.collect(last);
    }

    private static List<SnapshotShard> newest(Iterable<SnapshotShard> known, List<SnapshotShard> due) {
        Map<Integer, SnapshotShard> bySubtask = new TreeMap<>();
        known.forEach(shard -> bySubtask.put(shard.subtask(), shard));
        due.stream()
                .filter(shard -> shard.hasRole(HistoryShardWriter.ROLE))
                .sorted(Comparator.comparingLong(SnapshotShard::boundary))
                .forEach(shard -> {
                    bySubtask.values().removeIf(other -> other.subtasks() != shard.subtasks());
                    bySubtask.put(shard.subtask(), shard);
                });
        return List.copyOf(bySubtask.values());
    }

    private static GraphSnapshot snapshot(
            long boundary, IntervalCounts total, List<SnapshotShard> edges, Iterable<SnapshotShard> histories) {
        Stream.Builder<SnapshotFile> files = Stream.builder();
        edges.forEach(shard -> files.add(shard.file()));
        histories.forEach(shard -> files.add(shard.file()));
        Map<String, Long> counts = new TreeMap<>();
        counts.put("accepted", total.accepted());
        counts.put("duplicates", total.duplicates());
        counts.put("deletions", total.deletions());
        counts.put("users", total.users());
        counts.put("items", edges.stream().mapToLong(SnapshotShard::rows).sum());
        counts.put("edges", edges.stream().mapToLong(SnapshotShard::entries).sum() / 2);
        return new GraphSnapshot(
                boundary, files.build().sorted(Comparator.comparing(SnapshotFile::path)).toList(), counts);
    }
}
