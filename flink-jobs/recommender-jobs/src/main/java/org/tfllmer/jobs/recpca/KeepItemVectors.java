/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.recpca;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.tfllmer.jobs.ingest.ItemArrival;
import org.tfllmer.jobs.ingest.Watermarks;
import org.tfllmer.jobs.snapshots.SnapshotStore;
import org.tfllmer.schemas.GraphSnapshot;

/**
 * Keeps every item's language-model embedding and writes them all when a graph snapshot is due to be solved. Keyed by
 * item; the second input tells every subtask of each snapshot.
 *
 * <p>What is written are the versions that held before the snapshot's boundary, once the watermarks of both inputs have
 * passed it: the same set whatever the order in which the two topics are read. Items that are hidden or out of their
 * time just before the boundary are left out; those that wait for an embedding are counted.
 *
 * <p>State per item: the version that held at the last boundary and those that came since, each 4D bytes.
 */
public final class KeepItemVectors extends AbstractStreamOperator<VectorShard>
        implements TwoInputStreamOperator<ItemArrival, GraphSnapshot, VectorShard> {

    /** Identifies this operator's state in every savepoint; never change it. */
    public static final String UID = "keep-item-vectors";

    private static final long serialVersionUID = 1L;

    private final SnapshotStore store;
    private final int embeddingDimension;

    private transient ListState<VectorVersion> versions;
    private transient ListState<Long> savedDue;
    private transient NavigableSet<Long> due;

    public KeepItemVectors(SnapshotStore store, int embeddingDimension) {
        this.store = store;
        this.embeddingDimension = embeddingDimension;
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        versions = context.getKeyedStateStore().getListState(versionsDescriptor());
        savedDue = context.getOperatorStateStore()
                .getUnionListState(new ListStateDescriptor<>("due-boundaries", Long.class));
        due = new TreeSet<>();
        savedDue.get().forEach(due::add);
    }

    private static ListStateDescriptor<VectorVersion> versionsDescriptor() {
        return new ListStateDescriptor<>("versions", VectorVersion.class);
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        savedDue.update(List.copyOf(due));
    }

    @Override
    public void processElement1(StreamRecord<ItemArrival> element) throws Exception {
        versions.add(VectorVersion.of(element.getValue()));
    }

    @Override
    public void processElement2(StreamRecord<GraphSnapshot> element) {
        due.add(element.getValue().boundary());
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
        NavigableSet<Long> reached = due.headSet(Watermarks.reached(mark.getTimestamp()), true);
        for (long boundary : reached) {
            output.collect(new StreamRecord<>(writeShard(boundary), boundary - 1));
        }
        reached.clear();
        super.processWatermark(mark);
    }

    private VectorShard writeShard(long boundary) throws Exception {
        VectorShardWriter shard = new VectorShardWriter(embeddingDimension);
        KeyedStateBackend<String> backend = getKeyedStateBackend();
        backend.applyToAllKeys(VoidNamespace.INSTANCE, VoidNamespaceSerializer.INSTANCE, versionsDescriptor(),
                (item, state) -> {
                    VectorVersion held = forgetOlder(state, boundary);
                    if (held != null && held.availability().at(boundary - 1)) {
                        shard.add(item, held.embedding());
                    }
                });
        return shard.write(store, boundary, getRuntimeContext().getTaskInfo().getIndexOfThisSubtask());
    }

    /** The version that held just before the boundary, after which all older ones are of no use. */
    private static VectorVersion forgetOlder(ListState<VectorVersion> state, long boundary) throws Exception {
        List<VectorVersion> all = new ArrayList<>();
        state.get().forEach(all::add);
        all.sort(VectorVersion.OLDEST_FIRST);
        int held = all.size() - 1;
        while (held >= 0 && all.get(held).eventTime() >= boundary) {
            held--;
        }
        if (held > 0) {
            state.update(List.copyOf(all.subList(held, all.size())));
        }
        return held < 0 ? null : all.get(held);
    }
}
