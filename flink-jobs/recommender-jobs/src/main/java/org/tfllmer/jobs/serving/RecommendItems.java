/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.serving;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;
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
 * arrival: a list must not wait for a watermark. The second input tells every subtask of committed generations, of item
 * vectors that came after them, and of trending items.
 *
 * <p>Rungs: the generation in service scores by its backbone ({@code sequence}), or by the user's last items where it
 * has none ({@code semantic}); where it knows none of them, or there is none yet, the trending items are given
 * ({@code trending}).
 *
 * <p>Users are scored several at a time, which costs each of them much less. A batch holds one interaction of a user at
 * most, and is answered when it is full or has waited long enough, and before anything that must not overtake it: a
 * second interaction of one of its users, an update, a watermark, a checkpoint, the end.
 *
 * <p>Before the interaction counts, it is ranked in the list that the user had been given, and in the trending items as
 * they were, which is prequential evaluation. An item that the user had seen before is no test: no list has it.
 *
 * <p>State per user: the last {@code serving.seen-items} items, 32 event ids, and the last list.
 */
public final class RecommendItems extends AbstractStreamOperator<Recommendations>
        implements TwoInputStreamOperator<AcceptedInteraction, ServingUpdate, Recommendations> {

    /** Identifies this operator's state in every savepoint; never change it. */
    public static final String UID = "recommend-items";

    public static final OutputTag<ScoredInteraction> SCORED = new OutputTag<>("scored") {};

    /** Name of the baseline in evaluations. */
    public static final String POPULAR = "popular";

    /** The one arm, until there are experiments. */
    public static final String BUCKET = "all";

    private static final MapStateDescriptor<String, ServingUpdate> UPDATES =
            new MapStateDescriptor<>("updates", Types.STRING, TypeInformation.of(ServingUpdate.class));

    /** What changed since the generation in service, or belongs to one that is still to come. */
    private static final MapStateDescriptor<String, ItemVectorChange> ITEMS =
            new MapStateDescriptor<>("items", Types.STRING, TypeInformation.of(ItemVectorChange.class));

    private static final long serialVersionUID = 1L;
    private static final String GENERATION = "generation";
    private static final String TRENDING = "trending";

    private final SnapshotStore store;
    private final ServingOptions options;

    private transient ValueState<ServedUser> users;
    private transient BroadcastState<String, ServingUpdate> updates;
    private transient BroadcastState<String, ItemVectorChange> items;
    private transient ServedGeneration served;
    private transient List<StreamRecord<AcceptedInteraction>> batch;
    private transient Set<String> usersInBatch;
    private transient long batches;

    public RecommendItems(SnapshotStore store, ServingOptions options) {
        this.store = store;
        this.options = options;
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        users = context.getKeyedStateStore().getState(new ValueStateDescriptor<>("user", ServedUser.class));
        updates = context.getOperatorStateStore().getBroadcastState(UPDATES);
        items = context.getOperatorStateStore().getBroadcastState(ITEMS);
    }

    @Override
    public void open() throws Exception {
        super.open();
        batch = new ArrayList<>();
        usersInBatch = new HashSet<>();
        ServingUpdate last = updates.get(GENERATION);
        if (last != null) {
            serve(last.generation());
        }
    }

    @Override
    public void processElement2(StreamRecord<ServingUpdate> element) throws Exception {
        answerBatch();
        ServingUpdate update = element.getValue();
        if (update.trending() != null) {
            updates.put(TRENDING, update);
        } else if (update.generation() != null) {
            serve(update.generation());
            updates.put(GENERATION, update);
            forgetSettled();
        } else {
            change(update.item());
        }
    }

    private void serve(Generation generation) throws Exception {
        ServedGeneration loaded = load(generation);
        release();
        served = loaded;
        items.iterator().forEachRemaining(item -> served.take(item.getValue()));
        LOG.info("Serving generation {} of model {}", generation.number(), generation.model());
    }

    private ServedGeneration load(Generation generation) throws IOException {
        try {
            return ServedGeneration.load(store, generation);
        } catch (IllegalArgumentException doesNotFit) {
            throw new IOException("Generation " + generation.number() + " of model " + generation.model()
                    + " cannot be served: " + doesNotFit.getMessage(), doesNotFit);
        }
    }

    private void change(ItemVectorChange item) throws Exception {
        if (served == null || served.take(item)) {
            items.put(item.itemId(), item);
        } else {
            items.remove(item.itemId());
        }
    }

    private void forgetSettled() throws Exception {
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
    public void processElement1(StreamRecord<AcceptedInteraction> element) throws Exception {
        if (!usersInBatch.add(element.getValue().userId())) {
            answerBatch();
            usersInBatch.add(element.getValue().userId());
        }
        batch.add(element.copy(element.getValue()));
        if (batch.size() >= options.batchSize()) {
            answerBatch();
        } else if (batch.size() == 1) {
            answerAfter(options.batchInterval());
        }
    }

    private void answerAfter(Duration interval) {
        long started = batches;
        long due = getProcessingTimeService().getCurrentProcessingTime() + interval.toMillis();
        getProcessingTimeService().registerTimer(due, time -> {
            if (batches == started) {
                answerBatch();
            }
        });
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
        answerBatch();
        super.processWatermark(mark);
    }

    @Override
    public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
        answerBatch();
    }

    @Override
    public void finish() throws Exception {
        answerBatch();
        super.finish();
    }

    private void answerBatch() throws Exception {
        if (batch.isEmpty()) {
            return;
        }
        batches++;
        ServingUpdate trendingUpdate = updates.get(TRENDING);
        String[] trending = trendingUpdate == null ? new String[0] : trendingUpdate.trending();
        List<Turn> turns = new ArrayList<>();
        for (StreamRecord<AcceptedInteraction> element : batch) {
            take(element, trending, turns);
        }
        batch.clear();
        usersInBatch.clear();
        List<ListQuery> queries = turns.stream().map(Turn::query).toList();
        List<ScoredList> lists = served == null
                ? Collections.nCopies(queries.size(), null)
                : served.recommend(queries, options.recentItems(), options.listLength());
        for (int at = 0; at < lists.size(); at++) {
            answer(turns.get(at), lists.get(at), trending);
        }
    }

    /** One interaction that is to be answered, and its user with it. */
    private record Turn(StreamRecord<AcceptedInteraction> element, ServedUser user, ListQuery query) {

        Interaction interaction() {
            return element.getValue().interaction();
        }
    }

    private void take(StreamRecord<AcceptedInteraction> element, String[] trending, List<Turn> turns)
            throws Exception {
        Interaction interaction = element.getValue().interaction();
        setCurrentKey(interaction.userId());
        ServedUser user = Objects.requireNonNullElseGet(users.value(), ServedUser::unknown);
        if (user.had(interaction.eventId())) {
            return;
        }
        user = user.after(interaction.eventId());
        if (PositiveTypes.counts(interaction.type())) {
            evaluate(user, element, trending);
            user = user.seeing(interaction.itemId(), options.seenItems());
            turns.add(new Turn(element, user, ListQuery.of(user.seen())));
        } else {
            users.update(user);
        }
    }

    private void evaluate(ServedUser user, StreamRecord<AcceptedInteraction> element, String[] trending) {
        Interaction interaction = element.getValue().interaction();
        Set<String> seen = new HashSet<>(Arrays.asList(user.seen()));
        if (user.list().length == 0 || seen.contains(interaction.itemId())) {
            return;
        }
        long age = interaction.eventTime() - user.listTime();
        output.collect(SCORED, timed(element, ScoredInteraction.of(
                BUCKET, user.ranker(), user.generation(), interaction, user.list(), age)));
        output.collect(SCORED, timed(element, ScoredInteraction.of(
                BUCKET, POPULAR, user.generation(), interaction, unseen(trending, seen), age)));
    }

    /** @param scored null where the next rung is due */
    private void answer(Turn turn, ScoredList scored, String[] trending) throws Exception {
        boolean byGeneration = scored != null && !scored.items().isEmpty();
        Recommendations list = new Recommendations(turn.interaction().userId(), byGeneration ? served.number() : 0,
                byGeneration ? scored.items() : ranked(unseen(trending, turn.query().seen())),
                byGeneration ? scored.source() : RecommendationSource.TRENDING, BUCKET,
                turn.interaction().eventId(), turn.interaction().eventTime(),
                getProcessingTimeService().getCurrentProcessingTime());
        setCurrentKey(turn.interaction().userId());
        users.update(remember(turn.user(), list));
        output.collect(timed(turn.element(), list));
    }

    private static <T> StreamRecord<T> timed(StreamRecord<?> cause, T value) {
        return cause.hasTimestamp() ? new StreamRecord<>(value, cause.getTimestamp()) : new StreamRecord<>(value);
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

    @Override
    public void close() throws Exception {
        release();
        super.close();
    }

    private void release() {
        if (served != null) {
            served.close();
            served = null;
        }
    }
}
