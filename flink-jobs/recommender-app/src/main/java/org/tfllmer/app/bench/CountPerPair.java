/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.app.bench;

import java.util.Objects;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.tfllmer.graph.Pairs;
import org.tfllmer.jobs.graph.CoOccurrences;

/** The plain way to keep pairs: an entry of a map state for each, read and written each time. Keyed by item. */
final class CountPerPair extends KeyedProcessFunction<String, CoOccurrences, Long> {

    private static final long serialVersionUID = 1L;

    private transient MapState<String, Double> weights;

    @Override
    public void open(OpenContext context) {
        weights = getRuntimeContext().getMapState(new MapStateDescriptor<>("weights", String.class, Double.class));
    }

    @Override
    public void processElement(CoOccurrences value, Context context, Collector<Long> out) throws Exception {
        Pairs pairs = value.pairs();
        for (int i = 0; i < pairs.earlier().length; i++) {
            String other = pairs.earlier()[i];
            weights.put(other, Objects.requireNonNullElse(weights.get(other), 0.0) + pairs.weights()[i]);
        }
        Tally.weight(pairs.weights());
    }
}
