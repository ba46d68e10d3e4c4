/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.recpca;

import java.io.IOException;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ReadOnlyBroadcastState;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tfllmer.jobs.ingest.ItemArrival;
import org.tfllmer.jobs.ingest.Watermarks;
import org.tfllmer.jobs.snapshots.SnapshotStore;
import org.tfllmer.jobs.topics.ItemVectorChange;
import org.tfllmer.recpca.Basis;
import org.tfllmer.schemas.EmbeddingSource;
import org.tfllmer.schemas.Generation;
import org.tfllmer.schemas.ItemEmbedding;

/**
 * Projects new and changed items with the current generation's basis the moment they arrive, and withdraws those that
 * are removed, hidden or out of their time. Keyed by item; the broadcast brings the committed generations.
 *
 * <p>A generation says of each of its items which embedding it was solved with. Where that is not the item's newest,
 * which came while the generation was being solved, the newest is projected with the new basis; where the item has gone
 * since, it is withdrawn again. So what the topic shows does not depend on how long a solve took.
 *
 * <p>State per item: some 60 bytes, and its embedding, 4D bytes, until a generation was made from it. A removed item's
 * goes with the first generation without it.
 */
public final class ProjectItems
        extends KeyedBroadcastProcessFunction<String, ItemArrival, Generation, ItemVectorChange> {

    /** Identifies this operator's state in every savepoint; never change it. */
    public static final String UID = "project-items";

    static final MapStateDescriptor<String, Generation> CURRENT =
            new MapStateDescriptor<>("current", Types.STRING, TypeInformation.of(Generation.class));

    private static final Logger LOG = LoggerFactory.getLogger(ProjectItems.class);
    private static final long serialVersionUID = 1L;
    private static final String GENERATION = "generation";

    private final SnapshotStore store;
    private final int embeddingDimension;

    private transient ValueState<ItemStanding> standings;
    private transient Generation current;
    private transient Basis basis;
    private transient Counter projected;
    private transient Counter withdrawn;

    public ProjectItems(SnapshotStore store, int embeddingDimension) {
        this.store = store;
        this.embeddingDimension = embeddingDimension;
    }

    private static ValueStateDescriptor<ItemStanding> standing() {
        return new ValueStateDescriptor<>("standing", ItemStanding.class);
    }

    @Override
    public void open(OpenContext context) {
        standings = getRuntimeContext().getState(standing());
        projected = getRuntimeContext().getMetricGroup().counter("itemsProjected");
        withdrawn = getRuntimeContext().getMetricGroup().counter("itemsWithdrawn");
    }

    @Override
    public void processElement(ItemArrival arrival, ReadOnlyContext context, Collector<ItemVectorChange> out)
            throws Exception {
        ItemStanding before = standings.value();
        if (before != null && before.isNewerThan(arrival)) {
            return;
        }
        restore(context.getBroadcastState(CURRENT));
        ItemStanding after = ItemStanding.after(arrival, before != null && before.published());
        long now = Math.max(arrival.eventTime(), Watermarks.reached(context.currentWatermark()));
        remindOf(after.availability(), now, context);
        boolean told = before != null && before.published() && after.isShownAt(now) && after.hasVectorOf(before);
        standings.update(told ? after.withPending(before.pending()) : shown(after, arrival.itemId(), now, out));
    }

    private static void remindOf(Availability availability, long now, ReadOnlyContext context) {
        if (availability.from() > now && availability.from() < Long.MAX_VALUE) {
            context.timerService().registerEventTimeTimer(availability.from());
        }
        if (availability.until() > now && availability.until() < Long.MAX_VALUE) {
            context.timerService().registerEventTimeTimer(availability.until());
        }
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<ItemVectorChange> out) throws Exception {
        ItemStanding standing = standings.value();
        if (standing != null && standing.isShownAt(timestamp) != standing.published()) {
            restore(context.getBroadcastState(CURRENT));
            standings.update(shown(standing, context.getCurrentKey(), timestamp, out));
        }
    }

    @Override
    public void processBroadcastElement(Generation generation, Context context, Collector<ItemVectorChange> out)
            throws Exception {
        load(generation);
        context.getBroadcastState(CURRENT).put(GENERATION, generation);
        Map<String, Long> solved = GenerationFiles.fingerprints(store, generation);
        long now = Watermarks.reached(context.currentWatermark());
        context.applyToKeyedState(standing(), (item, state) -> {
            ItemStanding standing = reconciled(state.value(), item, solved.get(item), now, out);
            if (standing == null) {
                state.clear();
            } else {
                state.update(standing);
            }
        });
    }

    /** An item's standing once a generation shows it as it was solved, or does not show it; null to forget it. */
    private ItemStanding reconciled(
            ItemStanding standing, String item, Long solved, long now, Collector<ItemVectorChange> out) {
        if (solved == null && standing.removed()) {
            return null;
        }
        boolean shown = standing.isShownAt(Math.max(now, standing.eventTime()));
        if (shown && solved != null && solved == standing.fingerprint()) {
            return standing.withPending(null).withPublished(true);
        }
        boolean stale = solved != null || standing.published() && standing.pending() == null;
        return shown(standing.withPublished(stale), item, Math.max(now, standing.eventTime()), out);
    }

    /** Tells what the topic does not show yet: the item's vector where it may be shown, its withdrawal where not. */
    private ItemStanding shown(ItemStanding standing, String item, long now, Collector<ItemVectorChange> out) {
        if (standing.isShownAt(now) && standing.pending() != null) {
            return basis == null ? standing : project(standing, item, out);
        }
        if (standing.published()) {
            out.collect(ItemVectorChange.withdrawn(item));
            withdrawn.inc();
        }
        ItemStanding hidden = standing.withPublished(false);
        return standing.availability().endsBy(now) ? hidden.withPending(null) : hidden;
    }

    private ItemStanding project(ItemStanding standing, String item, Collector<ItemVectorChange> out) {
        float[] vector = basis.project(standing.pending());
        out.collect(ItemVectorChange.to(
                new ItemEmbedding(item, current.number(), vector, EmbeddingSource.PROJECTED)));
        projected.inc();
        return standing.withPublished(true);
    }

    private void restore(ReadOnlyBroadcastState<String, Generation> saved) throws Exception {
        if (current == null && saved.contains(GENERATION)) {
            load(saved.get(GENERATION));
        }
    }

    private void load(Generation generation) throws IOException {
        current = generation;
        basis = GenerationFiles.basis(store, generation);
        if (basis.embeddingLength() != embeddingDimension) {
            LOG.warn("New items wait for the next generation: the basis of generation {} takes embeddings {} long, and "
                    + "items.embedding-dimension is {}", generation.number(), basis.embeddingLength(),
                    embeddingDimension);
            basis = null;
        }
    }
}
