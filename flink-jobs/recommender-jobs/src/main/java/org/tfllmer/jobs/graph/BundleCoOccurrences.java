/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.graph;

import java.time.Duration;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.tfllmer.graph.Boundaries;
import org.tfllmer.graph.DirectedRow;
import org.tfllmer.graph.DirectedWeights;
import org.tfllmer.jobs.ingest.Waiting;
import org.tfllmer.jobs.ingest.Watermarks;

/**
 * Adds up co-occurrences until the publication boundary, then tells both ends of each pair once. Keyed by the later
 * item. So the stream carries one record per interaction up to here, and one per changed pair and interval from here
 * on, instead of two per pair of every interaction.
 *
 * <p>State per item: the co-occurrences of the open interval, appended without reading, cleared at its boundary.
 */
public final class BundleCoOccurrences extends KeyedProcessFunction<String, CoOccurrences, RowChange> {

    /** Identifies this operator's state in every savepoint; never change it. */
    public static final String UID = "bundle-co-occurrences";

    private static final long serialVersionUID = 1L;

    private final Boundaries boundaries;
    private transient ListState<CoOccurrences> open;

    public BundleCoOccurrences(Duration publishInterval) {
        this.boundaries = new Boundaries(publishInterval.toMillis());
    }

    @Override
    public void open(OpenContext context) {
        open = getRuntimeContext().getListState(new ListStateDescriptor<>("open-interval", CoOccurrences.class));
    }

    @Override
    public void processElement(CoOccurrences pairs, Context context, Collector<RowChange> out) throws Exception {
        long time = Math.max(pairs.eventTime(), Watermarks.reached(context.timerService().currentWatermark()));
        CoOccurrences timed = new CoOccurrences(pairs.itemId(), pairs.earlier(), pairs.weight(), time);
        open.add(timed);
        context.timerService().registerEventTimeTimer(boundaries.after(time) - 1);
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<RowChange> out) throws Exception {
        DirectedWeights gain = new DirectedWeights();
        for (CoOccurrences pairs : Waiting.take(open, pairs -> pairs.eventTime() <= timestamp)) {
            for (String earlier : pairs.earlier()) {
                gain.addAfter(earlier, pairs.weight());
            }
        }
        tellBothEnds(context.getCurrentKey(), gain.toRow(), timestamp + 1, out);
    }

    private static void tellBothEnds(String itemId, DirectedRow gain, long boundary, Collector<RowChange> out) {
        out.collect(RowChange.of(itemId, gain, boundary));
        for (int i = 0; i < gain.size(); i++) {
            out.collect(new RowChange(gain.neighbours()[i], new String[] {itemId}, new double[] {0},
                    new double[] {gain.after()[i]}, boundary));
        }
    }
}
