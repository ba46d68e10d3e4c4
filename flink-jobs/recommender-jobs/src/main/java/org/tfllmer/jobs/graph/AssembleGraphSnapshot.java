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
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;
import org.tfllmer.jobs.ingest.Waiting;
import org.tfllmer.schemas.GraphSnapshot;
import org.tfllmer.schemas.SnapshotFile;

/**
 * Announces a graph snapshot once all subtasks have written their shards: when the watermark has passed its boundary.
 * Keyed by one constant, so it runs in one subtask. State: running totals, and the shards of boundaries not yet passed.
 */
public final class AssembleGraphSnapshot
        extends KeyedCoProcessFunction<String, IntervalCounts, EdgeShard, GraphSnapshot> {

    /** Identifies this operator's state in every savepoint; never change it. */
    public static final String UID = "assemble-graph-snapshot";

    /** The one key of both inputs. */
    public static final String KEY = "graph";

    private static final long serialVersionUID = 1L;

    private transient ValueState<IntervalCounts> totals;
    private transient ListState<IntervalCounts> counts;
    private transient ListState<EdgeShard> shards;

    @Override
    public void open(OpenContext context) {
        totals = getRuntimeContext().getState(new ValueStateDescriptor<>("totals", IntervalCounts.class));
        counts = getRuntimeContext().getListState(new ListStateDescriptor<>("counts", IntervalCounts.class));
        shards = getRuntimeContext().getListState(new ListStateDescriptor<>("shards", EdgeShard.class));
    }

    @Override
    public void processElement1(IntervalCounts counted, Context context, Collector<GraphSnapshot> out)
            throws Exception {
        counts.add(counted);
        context.timerService().registerEventTimeTimer(counted.boundary() - 1);
    }

    @Override
    public void processElement2(EdgeShard shard, Context context, Collector<GraphSnapshot> out) throws Exception {
        shards.add(shard);
        context.timerService().registerEventTimeTimer(shard.boundary() - 1);
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<GraphSnapshot> out) throws Exception {
        long boundary = timestamp + 1;
        IntervalCounts total = Objects.requireNonNullElseGet(totals.value(), () -> IntervalCounts.none(boundary));
        for (IntervalCounts counted : Waiting.take(counts, counted -> counted.boundary() == boundary)) {
            total = total.plus(counted);
        }
        totals.update(total);
        out.collect(snapshot(boundary, total, Waiting.take(shards, shard -> shard.boundary() == boundary)));
    }

    private static GraphSnapshot snapshot(long boundary, IntervalCounts total, List<EdgeShard> shards) {
        List<SnapshotFile> files = shards.stream()
                .map(EdgeShard::file)
                .sorted(Comparator.comparing(SnapshotFile::path))
                .toList();
        Map<String, Long> counts = new TreeMap<>();
        counts.put("accepted", total.accepted());
        counts.put("duplicates", total.duplicates());
        counts.put("users", total.users());
        counts.put("items", shards.stream().mapToLong(EdgeShard::items).sum());
        counts.put("edges", shards.stream().mapToLong(EdgeShard::ends).sum() / 2);
        return new GraphSnapshot(boundary, files, counts);
    }
}
