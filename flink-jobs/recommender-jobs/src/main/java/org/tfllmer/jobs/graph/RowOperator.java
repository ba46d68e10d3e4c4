/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.graph;

import java.util.List;
import java.util.NavigableSet;
import java.util.Objects;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.tfllmer.graph.GainSum;
import org.tfllmer.graph.PackedEdges;
import org.tfllmer.graph.RowRules;
import org.tfllmer.jobs.config.GraphOptions;
import org.tfllmer.jobs.state.PackedSerializer;

/**
 * Keeps rows of the graph, keyed by item, that change at boundaries only: once for all that came in an interval, and
 * when edges expire. So a row holds exactly what belongs before the last boundary passed.
 *
 * <p>State per item: its row, the parts of the open intervals, one timer if edges expire.
 */
abstract class RowOperator<T> extends AbstractStreamOperator<T> implements Triggerable<String, VoidNamespace> {

    private static final long serialVersionUID = 1L;

    private final RowRules rules;
    private final int cacheEntries;

    private transient OpenChanges open;
    private transient ValueState<PackedEdges> row;
    private transient InternalTimerService<VoidNamespace> expiries;

    RowOperator(GraphOptions options) {
        this.rules = options.rules();
        this.cacheEntries = options.cacheEntries();
    }

    /**
     * What is kept of a row, when it has gained something or some of its edges have expired. The operator's current
     * key is the item.
     *
     * @param known the row before
     * @param grown the row with the gain, without what has expired
     */
    abstract PackedEdges settle(
            String itemId, PackedEdges known, PackedEdges gain, PackedEdges grown, long boundary);

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        row = context.getKeyedStateStore().getState(rowDescriptor());
        open = new OpenChanges(cacheEntries, this, this.<String>getKeyedStateBackend());
    }

    static ValueStateDescriptor<PackedEdges> rowDescriptor() {
        return new ValueStateDescriptor<>("row", new PackedSerializer<>(new EdgesFormat()));
    }

    @Override
    public void open() throws Exception {
        super.open();
        expiries = getInternalTimerService("expiries", VoidNamespaceSerializer.INSTANCE, this);
        getMetricGroup().gauge("edgesWaiting", () -> open.edges());
        getMetricGroup().gauge("edgesFlushed", () -> open.flushed());
    }

    @Override
    public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
        open.flush();
    }

    final void await(RowChange change) throws Exception {
        open.add(change);
    }

    /** Boundaries up to a time at which rows change. */
    final NavigableSet<Long> closingUpTo(long time) {
        return open.closingUpTo(time);
    }

    /** Has rows change at a boundary, when all that expires before it has. */
    final void close(long boundary) throws Exception {
        expireUpTo(boundary - 1);
        open.close(boundary, this::grow);
        expireUpTo(boundary);
    }

    /** Has edges expire up to a boundary, that one included. */
    final void expireUpTo(long boundary) throws Exception {
        getTimeServiceManager().orElseThrow().advanceWatermark(new Watermark(boundary - 1));
    }

    private void grow(String itemId, List<PackedEdges> parts, long boundary) throws Exception {
        PackedEdges known = Objects.requireNonNullElseGet(row.value(), PackedEdges::none);
        PackedEdges gain = GainSum.of(parts);
        PackedEdges kept = settle(itemId, known, gain, rules.grown(known, gain, boundary), boundary);
        if (!kept.equals(known)) {
            keep(kept);
            if (known.isEmpty()) {
                awaitExpiry(kept);
            }
        }
    }

    private void keep(PackedEdges kept) throws Exception {
        if (kept.isEmpty()) {
            row.clear();
        } else {
            row.update(kept);
        }
    }

    private void awaitExpiry(PackedEdges kept) {
        long expires = rules.expiry().of(kept.oldestChange());
        if (expires < Long.MAX_VALUE) {
            expiries.registerEventTimeTimer(VoidNamespace.INSTANCE, expires - 1);
        }
    }

    @Override
    public void onEventTime(InternalTimer<String, VoidNamespace> timer) throws Exception {
        PackedEdges known = row.value();
        if (known == null) {
            return;
        }
        long boundary = timer.getTimestamp() + 1;
        PackedEdges left = rules.unexpired(known, boundary);
        if (left.size() < known.size()) {
            left = settle(timer.getKey(), known, PackedEdges.none(), left, boundary);
            keep(left);
        }
        awaitExpiry(left);
    }

    @Override
    public void onProcessingTime(InternalTimer<String, VoidNamespace> timer) {
        throw new IllegalStateException("Rows change in event time only");
    }
}
