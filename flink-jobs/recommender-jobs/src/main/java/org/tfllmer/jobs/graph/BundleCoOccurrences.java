/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.tfllmer.graph.Boundaries;
import org.tfllmer.graph.Decay;
import org.tfllmer.graph.GainLog;
import org.tfllmer.graph.Pairs;
import org.tfllmer.jobs.config.GraphOptions;
import org.tfllmer.jobs.ingest.Watermarks;
import org.tfllmer.jobs.state.PackedSerializer;

/**
 * Adds up co-occurrences where they arise, and tells both ends of each pair when their interval has closed: so the
 * network carries a record per changed row and interval instead of two per pair. A bundle that grows too large is
 * told in parts.
 *
 * <p>State: the pairs of the open intervals, as a list that any subtask may go on with.
 */
public final class BundleCoOccurrences extends AbstractStreamOperator<RowChange>
        implements OneInputStreamOperator<CoOccurrences, RowChange> {

    /** Identifies this operator in every savepoint; never change it. */
    public static final String UID = "bundle-co-occurrences";

    private static final long serialVersionUID = 1L;

    private final Boundaries boundaries;
    private final Decay decay;
    private final int capacity;

    private transient ListState<OpenBundle> saved;
    private transient TreeMap<Long, GainLog> open;
    private transient int size;

    public BundleCoOccurrences(GraphOptions options) {
        this.boundaries = new Boundaries(options.publishInterval().toMillis());
        this.decay = options.rules().decay();
        this.capacity = options.cacheEntries();
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        saved = context.getOperatorStateStore().getListState(
                new ListStateDescriptor<>("open-bundles", new PackedSerializer<>(new OpenBundleFormat())));
        open = new TreeMap<>();
        size = 0;
        for (OpenBundle bundle : saved.get()) {
            bundle(bundle.boundary()).add(bundle.pairs());
            size += bundle.pairs().weights().length;
        }
    }

    private GainLog bundle(long boundary) {
        return open.computeIfAbsent(boundary, none -> new GainLog());
    }

    @Override
    public void processElement(StreamRecord<CoOccurrences> element) {
        CoOccurrences value = element.getValue();
        Pairs pairs = value.pairs();
        long boundary = boundaries.after(value.countedAt());
        bundle(boundary).add(
                pairs.itemId(), pairs.earlier(), pairs.weights(), decay.factor(pairs.time(), boundary));
        size += pairs.earlier().length;
        if (size >= capacity) {
            tell(open);
        }
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        List<OpenBundle> bundles = new ArrayList<>();
        open.forEach((boundary, bundle) -> bundles.add(new OpenBundle(boundary, bundle.stored())));
        saved.update(bundles);
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
        tell(open.headMap(Watermarks.reached(mark.getTimestamp()), true));
        super.processWatermark(mark);
    }

    private void tell(Map<Long, GainLog> bundles) {
        bundles.forEach((boundary, bundle) -> {
            size -= bundle.size();
            bundle.drain((itemId, gain) -> output.collect(
                    new StreamRecord<>(new RowChange(itemId, boundary, gain), boundary - 1)));
        });
        bundles.clear();
    }
}
