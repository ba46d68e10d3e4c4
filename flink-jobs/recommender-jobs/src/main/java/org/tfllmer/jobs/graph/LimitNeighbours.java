/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.graph;

import java.util.List;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.tfllmer.graph.GainSum;
import org.tfllmer.graph.NeighbourLimit;
import org.tfllmer.graph.PackedEdges;
import org.tfllmer.jobs.config.GraphOptions;
import org.tfllmer.jobs.ingest.Watermarks;

/**
 * Hands on what rows gain, and decides which edges are cut because an item has too many heavier ones. Keyed by item.
 * It keeps rows of its own: each end judges by what it has seen since it last cut the edge itself, and {@link
 * GrowGraph} does what either end has decided, at the same boundary. So the graph is symmetric, where two rows that
 * were cut each for itself would not be.
 */
public final class LimitNeighbours extends RowOperator<RowChange>
        implements OneInputStreamOperator<RowChange, RowChange> {

    /** Identifies this operator's state in every savepoint; never change it. */
    public static final String UID = "limit-neighbours";

    private static final long serialVersionUID = 1L;

    private final NeighbourLimit limit;
    private transient Counter rowsCapped;
    private transient Counter edgesCut;

    public LimitNeighbours(GraphOptions options) {
        super(options);
        this.limit = new NeighbourLimit(options.neighbours(), options.rules().decay());
    }

    @Override
    public void open() throws Exception {
        super.open();
        rowsCapped = getMetricGroup().counter("rowsCapped");
        edgesCut = getMetricGroup().counter("edgesCut");
    }

    @Override
    public void processElement(StreamRecord<RowChange> element) throws Exception {
        await(element.getValue());
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
        for (long boundary : closingUpTo(Watermarks.reached(mark.getTimestamp()))) {
            close(boundary);
        }
        super.processWatermark(mark);
    }

    @Override
    PackedEdges settle(String itemId, PackedEdges known, PackedEdges gain, PackedEdges grown, long boundary) {
        NeighbourLimit.Limited limited = limit.apply(grown, boundary);
        List<String> cut = limited.cut();
        if (cut.isEmpty()) {
            tell(itemId, gain, boundary);
        } else {
            rowsCapped.inc();
            edgesCut.inc(cut.size());
            tell(itemId, GainSum.of(List.of(gain, PackedEdges.cutting(cut))), boundary);
            PackedEdges cutHere = PackedEdges.cutting(List.of(itemId));
            cut.forEach(neighbour -> tell(neighbour, cutHere, boundary));
        }
        return limited.kept();
    }

    private void tell(String itemId, PackedEdges gain, long boundary) {
        if (!gain.isEmpty()) {
            output.collect(new StreamRecord<>(new RowChange(itemId, boundary, gain), boundary - 1));
        }
    }
}
