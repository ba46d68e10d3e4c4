/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.graph;

import java.io.IOException;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;
import org.tfllmer.graph.PackedEdges;
import org.tfllmer.graph.RowRules;
import org.tfllmer.jobs.config.GraphOptions;
import org.tfllmer.jobs.ingest.Watermarks;
import org.tfllmer.jobs.snapshots.SnapshotStore;
import org.tfllmer.schemas.CooccurrenceEdges;

/**
 * Keeps the co-occurrence graph, publishes each row that changed once per boundary, and writes the whole graph where a
 * snapshot is due. Keyed by item; the second input tells every subtask that a boundary is due a snapshot.
 *
 * <p>All rows hold exactly what belongs before a boundary at the moment its snapshot is written. State per item: see
 * {@link RowOperator}.
 */
public final class GrowGraph extends RowOperator<CooccurrenceEdges>
        implements TwoInputStreamOperator<RowChange, IntervalCounts, CooccurrenceEdges> {

    /** Identifies this operator's state in every savepoint; never change it. */
    public static final String UID = "grow-graph";

    public static final OutputTag<SnapshotShard> SHARDS = new OutputTag<>("shards") {};

    private static final long serialVersionUID = 1L;

    private final SnapshotStore store;
    private final RowRules rules;

    private transient ListState<Long> savedDue;
    private transient NavigableSet<Long> due;
    private transient Counter rowsChanged;
    private transient ShardMetrics shardMetrics;

    public GrowGraph(SnapshotStore store, GraphOptions options) {
        super(options);
        this.store = store;
        this.rules = options.rules();
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        savedDue = context.getOperatorStateStore()
                .getUnionListState(new ListStateDescriptor<>("due-snapshots", Long.class));
        due = new TreeSet<>();
        savedDue.get().forEach(due::add);
    }

    @Override
    public void open() throws Exception {
        super.open();
        rowsChanged = getMetricGroup().counter("rowsChanged");
        shardMetrics = new ShardMetrics(getMetricGroup());
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        savedDue.update(List.copyOf(due));
    }

    @Override
    public void processElement1(StreamRecord<RowChange> element) throws Exception {
        await(element.getValue());
    }

    @Override
    public void processElement2(StreamRecord<IntervalCounts> element) {
        if (element.getValue().isOccasion()) {
            due.add(element.getValue().boundary());
        }
    }

    @Override
    PackedEdges settle(String itemId, PackedEdges known, PackedEdges gain, PackedEdges grown, long boundary) {
        if (!grown.equals(known)) {
            rowsChanged.inc();
            output.collect(new StreamRecord<>(
                    PublishedRow.of(itemId, rules.rowAt(boundary, grown), boundary), boundary - 1));
        }
        return grown;
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
        long reached = Watermarks.reached(mark.getTimestamp());
        NavigableSet<Long> boundaries = closingUpTo(reached);
        boundaries.addAll(due.headSet(reached, true));
        for (long boundary : boundaries) {
            close(boundary);
            if (due.remove(boundary)) {
                output.collect(SHARDS, new StreamRecord<>(shard(boundary), boundary - 1));
            }
        }
        super.processWatermark(mark);
    }

    private SnapshotShard shard(long boundary) throws Exception {
        EdgeShardWriter writer = new EdgeShardWriter();
        this.<String>getKeyedStateBackend()
                .applyToAllKeys(VoidNamespace.INSTANCE, VoidNamespaceSerializer.INSTANCE, rowDescriptor(),
                        (item, state) -> writer.add(item, rules.rowAt(boundary, state.value())));
        return shardMetrics.timed(() -> write(writer, boundary));
    }

    private SnapshotShard write(EdgeShardWriter writer, long boundary) throws IOException {
        return writer.write(store, boundary, getRuntimeContext().getTaskInfo().getIndexOfThisSubtask(),
                getRuntimeContext().getTaskInfo().getNumberOfParallelSubtasks());
    }
}
