/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.graph;

import java.util.List;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.TreeSet;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;
import org.tfllmer.graph.DirectedRow;
import org.tfllmer.graph.DirectedWeights;
import org.tfllmer.jobs.ingest.Waiting;
import org.tfllmer.jobs.ingest.Watermarks;
import org.tfllmer.jobs.snapshots.SnapshotStore;
import org.tfllmer.schemas.CooccurrenceEdges;

/**
 * Keeps the co-occurrence graph, publishes each row that changed once per boundary, and writes the whole graph where a
 * snapshot is due. Keyed by item; the second input tells every subtask that a boundary is due a snapshot.
 *
 * <p>Changes wait in {@code changes} until the watermark passes their boundary, so a row holds exactly what belongs
 * before the last boundary passed, and all rows do so at the moment a snapshot is written.
 *
 * <p>State per item: its row (24 bytes and two item ids' length per neighbour), and the changes of one open interval.
 */
public final class GrowGraph extends AbstractStreamOperator<CooccurrenceEdges>
        implements TwoInputStreamOperator<RowChange, IntervalCounts, CooccurrenceEdges>,
                Triggerable<String, VoidNamespace> {

    /** Identifies this operator's state in every savepoint; never change it. */
    public static final String UID = "grow-graph";

    public static final OutputTag<EdgeShard> SHARDS = new OutputTag<>("shards") {};

    private static final long serialVersionUID = 1L;

    private final SnapshotStore store;

    private transient InternalTimerService<VoidNamespace> timers;
    private transient ListState<RowChange> changes;
    private transient ValueState<DirectedRow> row;
    private transient ListState<Long> savedDue;
    private transient NavigableSet<Long> due;

    public GrowGraph(SnapshotStore store) {
        this.store = store;
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        changes = context.getKeyedStateStore().getListState(new ListStateDescriptor<>("changes", RowChange.class));
        row = context.getKeyedStateStore().getState(rowDescriptor());
        savedDue = context.getOperatorStateStore()
                .getUnionListState(new ListStateDescriptor<>("due-snapshots", Long.class));
        due = new TreeSet<>();
        savedDue.get().forEach(due::add);
    }

    private static ValueStateDescriptor<DirectedRow> rowDescriptor() {
        return new ValueStateDescriptor<>("row", DirectedRow.class);
    }

    @Override
    public void open() throws Exception {
        super.open();
        timers = getInternalTimerService("boundaries", VoidNamespaceSerializer.INSTANCE, this);
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        savedDue.update(List.copyOf(due));
    }

    @Override
    public void processElement1(StreamRecord<RowChange> element) throws Exception {
        changes.add(element.getValue());
        timers.registerEventTimeTimer(VoidNamespace.INSTANCE, element.getValue().boundary() - 1);
    }

    @Override
    public void processElement2(StreamRecord<IntervalCounts> element) {
        due.add(element.getValue().boundary());
    }

    @Override
    public void onEventTime(InternalTimer<String, VoidNamespace> timer) throws Exception {
        long boundary = timer.getTimestamp() + 1;
        DirectedWeights gain = new DirectedWeights();
        Waiting.take(changes, change -> change.boundary() <= boundary).forEach(change -> gain.add(change.gain()));
        DirectedRow grown = Objects.requireNonNullElseGet(row.value(), DirectedRow::empty).plus(gain.toRow());
        row.update(grown);
        output.collect(new StreamRecord<>(PublishedRow.of(timer.getKey(), grown, boundary), timer.getTimestamp()));
    }

    @Override
    public void onProcessingTime(InternalTimer<String, VoidNamespace> timer) {
        throw new IllegalStateException(UID + " has no processing-time timers");
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
        NavigableSet<Long> reached = due.headSet(Watermarks.reached(mark.getTimestamp()), true);
        for (long boundary : reached) {
            getTimeServiceManager().orElseThrow().advanceWatermark(new Watermark(boundary - 1));
            output.collect(SHARDS, new StreamRecord<>(writeShard(boundary), boundary - 1));
        }
        reached.clear();
        super.processWatermark(mark);
    }

    private EdgeShard writeShard(long boundary) throws Exception {
        EdgeShardWriter shard = new EdgeShardWriter();
        this.<String>getKeyedStateBackend()
                .applyToAllKeys(VoidNamespace.INSTANCE, VoidNamespaceSerializer.INSTANCE, rowDescriptor(),
                        (item, state) -> shard.add(item, state.value()));
        return shard.write(store, boundary, getRuntimeContext().getTaskInfo().getIndexOfThisSubtask());
    }
}
