/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.serving;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ReadOnlyBroadcastState;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tfllmer.jobs.config.ServingOptions;
import org.tfllmer.jobs.evaluation.ScoredInteraction;
import org.tfllmer.jobs.ingest.AcceptedInteraction;
import org.tfllmer.jobs.snapshots.SnapshotStore;
import org.tfllmer.jobs.topics.ItemVectorChange;
import org.tfllmer.schemas.Generation;
import org.tfllmer.schemas.Interaction;
import org.tfllmer.schemas.RecommendationSource;
import org.tfllmer.schemas.Recommendations;
import org.tfllmer.schemas.Recommendations.Scored;

/**
 * Answers each interaction with a list of items that the user has not interacted with. Keyed by user, in order of
 * arrival: a list must not wait for a watermark. The broadcast brings committed generations, item vectors that came
 * after them, and trending items.
 *
 * <p>Rungs: the generation in service scores the user's last items ({@code semantic}); where it knows none of them, or
 * there is none yet, the trending items are given ({@code trending}).
 *
 * <p>Before the interaction counts, it is ranked in the list that the user had been given, and in the trending items as
 * they were, which is prequential evaluation. An item that the user had seen before is no test: no list has it.
 *
 * <p>State per user: the last {@code serving.seen-items} items, 32 event ids, and the last list.
 */
public final class RecommendItems
        extends KeyedBroadcastProcessFunction<String, AcceptedInteraction, ServingUpdate, Recommendations> {

    /** Identifies this operator's state in every savepoint; never change it. */
    public static final String UID = "recommend-items";

    public static final OutputTag<ScoredInteraction> SCORED = new OutputTag<>("scored") {};

    /** Name of the baseline in evaluations. */
    public static final String POPULAR = "popular";

    /** The one arm, until there are experiments. */
    public static final String BUCKET = "all";

    static final MapStateDescriptor<String, ServingUpdate> UPDATES =
            new MapStateDescriptor<>("updates", Types.STRING, TypeInformation.of(ServingUpdate.class));

    /** What changed since the generation in service, or belongs to one that is still to come. */
    static final MapStateDescriptor<String, ItemVectorChange> ITEMS =
            new MapStateDescriptor<>("items", Types.STRING, TypeInformation.of(ItemVectorChange.class));

    private static final Logger LOG = LoggerFactory.getLogger(RecommendItems.class);
    private static final long serialVersionUID = 1L;
    private static final String GENERATION = "generation";
    private static final String TRENDING = "trending";

    private final SnapshotStore store;
    private final ServingOptions options;

    private transient ValueState<ServedUser> users;
    private transient ServedGeneration served;
    private transient boolean restored;

    public RecommendItems(SnapshotStore store, ServingOptions options) {
        this.store = store;
        this.options = options;
    }

    @Override
    public void open(OpenContext context) {
        users = getRuntimeContext().getState(new ValueStateDescriptor<>("user", ServedUser.class));
    }

    @Override
    public void processBroadcastElement(ServingUpdate update, Context context, Collector<Recommendations> out)
            throws Exception {
        BroadcastState<String, ServingUpdate> state = context.getBroadcastState(UPDATES);
        BroadcastState<String, ItemVectorChange> items = context.getBroadcastState(ITEMS);
        if (update.trending() != null) {
            state.put(TRENDING, update);
        } else if (update.generation() != null) {
            serve(update.generation(), items.immutableEntries());
            state.put(GENERATION, update);
            forgetSettled(items);
        } else {
            restoreServed(state, items.immutableEntries());
            change(update.item(), items);
        }
    }

    private void serve(Generation generation, Iterable<Map.Entry<String, ItemVectorChange>> items)
            throws IOException {
        served = ServedGeneration.load(store, generation);
        items.forEach(item -> served.take(item.getValue()));
        restored = true;
        LOG.info("Serving generation {} of model {}", generation.number(), generation.model());
    }

    private void change(ItemVectorChange item, BroadcastState<String, ItemVectorChange> items) throws Exception {
        if (served == null || served.take(item)) {
            items.put(item.itemId(), item);
        } else {
            items.remove(item.itemId());
        }
    }

    private void forgetSettled(BroadcastState<String, ItemVectorChange> items) throws Exception {
        List<String> settled = new ArrayList<>();
        for (Map.Entry<String, ItemVectorChange> item : items.entries()) {
            if (!served.take(item.getValue())) {
                settled.add(item.getKey());
            }
        }
        for (String item : settled) {
            items.remove(item);
        }
    }

    @Override
    public void processElement(
            AcceptedInteraction accepted, ReadOnlyContext context, Collector<Recommendations> out) throws Exception {
        ReadOnlyBroadcastState<String, ServingUpdate> updates = context.getBroadcastState(UPDATES);
        restoreServed(updates, context.getBroadcastState(ITEMS).immutableEntries());
        ServingUpdate trendingUpdate = updates.get(TRENDING);
        String[] trending = trendingUpdate == null ? new String[0] : trendingUpdate.trending();
        Interaction interaction = accepted.interaction();
        ServedUser user = Objects.requireNonNullElseGet(users.value(), ServedUser::unknown);
        if (user.had(interaction.eventId())) {
            return;
        }
        user = user.after(interaction.eventId());
        if (PositiveTypes.counts(interaction.type())) {
            Set<String> seen = new HashSet<>(Arrays.asList(user.seen()));
            evaluate(user, seen, interaction, trending, context);
            seen.add(interaction.itemId());
            user = user.seeing(interaction.itemId(), options.seenItems());
            Recommendations list = recommend(user, seen, interaction, trending, context);
            user = remember(user, list);
            out.collect(list);
        }
        users.update(user);
    }

    private void restoreServed(ReadOnlyBroadcastState<String, ServingUpdate> updates,
            Iterable<Map.Entry<String, ItemVectorChange>> items) throws Exception {
        if (!restored && updates.contains(GENERATION)) {
            serve(updates.get(GENERATION).generation(), items);
        }
        restored = true;
    }

    private void evaluate(ServedUser user, Set<String> seen, Interaction interaction, String[] trending,
            ReadOnlyContext context) {
        if (user.list().length == 0 || seen.contains(interaction.itemId())) {
            return;
        }
        long age = interaction.eventTime() - user.listTime();
        context.output(SCORED, ScoredInteraction.of(
                BUCKET, user.ranker(), user.generation(), interaction, user.list(), age));
        String[] popular = unseen(trending, seen);
        context.output(SCORED, ScoredInteraction.of(BUCKET, POPULAR, user.generation(), interaction, popular, age));
    }

    private Recommendations recommend(ServedUser user, Set<String> seen, Interaction interaction, String[] trending,
            ReadOnlyContext context) {
        List<Scored> scored = served == null
                ? List.of()
                : served.recommend(user.recent(options.recentItems()), seen, options.listLength());
        boolean semantic = !scored.isEmpty();
        return new Recommendations(interaction.userId(), semantic ? served.number() : 0,
                semantic ? scored : ranked(unseen(trending, seen)),
                semantic ? RecommendationSource.SEMANTIC : RecommendationSource.TRENDING, BUCKET,
                interaction.eventId(), interaction.eventTime(), context.currentProcessingTime());
    }

    private String[] unseen(String[] trending, Set<String> seen) {
        return Arrays.stream(trending)
                .filter(item -> !seen.contains(item))
                .limit(options.listLength())
                .toArray(String[]::new);
    }

    private static List<Scored> ranked(String[] items) {
        Scored[] list = new Scored[items.length];
        for (int rank = 0; rank < items.length; rank++) {
            list[rank] = new Scored(items[rank], 1.0 / (rank + 1), null);
        }
        return Arrays.asList(list);
    }

    private static ServedUser remember(ServedUser user, Recommendations list) {
        String[] items = list.items().stream().map(Scored::itemId).toArray(String[]::new);
        return user.given(items, list.generation(), list.source().wireName(), list.causeTime());
    }
}
