/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.graph;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.tfllmer.graph.Boundaries;
import org.tfllmer.jobs.config.GraphOptions;

/**
 * Measures how much of what an item gains comes from one user: the metric {@code topContributorShare}, a histogram over
 * the items of a sample, in percent. A share that rises where many users were is how bought co-visitation looks.
 *
 * <p>Keyed by item. State: what each user has added to the item since the last snapshot boundary.
 */
public final class MeasureTopContributors extends KeyedProcessFunction<String, Contribution, Double> {

    /** Identifies this operator's state in every savepoint; never change it. */
    public static final String UID = "measure-top-contributors";

    private static final long serialVersionUID = 1L;
    private static final int LAST_ITEMS = 1_000;

    private final Boundaries boundaries;

    private transient MapState<String, Double> byUser;
    private transient Histogram shares;

    public MeasureTopContributors(GraphOptions options) {
        this.boundaries = new Boundaries(options.snapshotInterval().toMillis());
    }

    @Override
    public void open(OpenContext context) {
        byUser = getRuntimeContext().getMapState(new MapStateDescriptor<>("by-user", String.class, Double.class));
        shares = getRuntimeContext().getMetricGroup()
                .histogram("topContributorShare", new DescriptiveStatisticsHistogram(LAST_ITEMS));
    }

    @Override
    public void processElement(Contribution added, Context context, Collector<Double> out) throws Exception {
        Double before = byUser.get(added.userId());
        byUser.put(added.userId(), (before == null ? 0 : before) + Math.abs(added.weight()));
        context.timerService().registerEventTimeTimer(boundaries.after(added.countedAt()) - 1);
    }

    /** Tells the share, from 0 to 1, to whom it may concern. */
    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<Double> out) throws Exception {
        double total = 0;
        double top = 0;
        for (double weight : byUser.values()) {
            total += weight;
            top = Math.max(top, weight);
        }
        byUser.clear();
        if (total > 0) {
            shares.update(Math.round(100 * top / total));
            out.collect(top / total);
        }
    }
}
