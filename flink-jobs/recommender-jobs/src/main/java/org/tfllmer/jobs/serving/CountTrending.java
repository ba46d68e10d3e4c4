/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.serving;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.tfllmer.jobs.ingest.AcceptedInteraction;

/**
 * Counts interactions per item and tells the most popular ones each time the total has grown by one percent, so that
 * the list is fresh while there is little and cheap when there is much. Runs in one subtask, for the order is global.
 * State: one count per item, on the heap.
 */
public final class CountTrending extends ProcessFunction<AcceptedInteraction, ServingUpdate>
        implements CheckpointedFunction {

    /** Identifies this operator's state in every savepoint; never change it. */
    public static final String UID = "count-trending";

    /** Enough to find a full list for a user who has seen most popular items. */
    static final int LISTED = 500;

    private static final long serialVersionUID = 1L;
    private static final double GROWTH = 0.01;

    private transient Map<String, Long> counts;
    private transient long total;
    private transient long nextTold;
    private transient ListState<ItemCount> saved;

    /** How often an item was interacted with. */
    public record ItemCount(String itemId, long count) {}

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
        saved = context.getOperatorStateStore().getListState(new ListStateDescriptor<>("counts", ItemCount.class));
        counts = new HashMap<>();
        for (ItemCount item : saved.get()) {
            counts.put(item.itemId(), item.count());
            total += item.count();
        }
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
        saved.clear();
        for (Map.Entry<String, Long> item : counts.entrySet()) {
            saved.add(new ItemCount(item.getKey(), item.getValue()));
        }
    }

    @Override
    public void processElement(AcceptedInteraction accepted, Context context, Collector<ServingUpdate> out) {
        if (!PositiveTypes.counts(accepted.interaction().type())) {
            return;
        }
        counts.merge(accepted.interaction().itemId(), 1L, Long::sum);
        total++;
        if (total >= nextTold) {
            nextTold = total + Math.max(1, (long) (total * GROWTH));
            out.collect(ServingUpdate.of(mostPopular()));
        }
    }

    private String[] mostPopular() {
        Comparator<Map.Entry<String, Long>> mostFirst =
                Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey());
        return counts.entrySet().stream()
                .sorted(mostFirst)
                .limit(LISTED)
                .map(Map.Entry::getKey)
                .toArray(String[]::new);
    }
}
