/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.graph;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;
import org.tfllmer.graph.Boundaries;
import org.tfllmer.jobs.config.GraphOptions;
import org.tfllmer.jobs.ingest.AcceptedInteraction;
import org.tfllmer.jobs.ingest.Waiting;
import org.tfllmer.jobs.ingest.Watermarks;
import org.tfllmer.schemas.Interaction;

/**
 * Pairs each item with the user's recent ones, in event-time order. Keyed by user.
 *
 * <p>An interaction waits in {@code pending} until the watermark reaches it, so that the user's interactions are taken
 * in the order of event time, and of the log where times are equal. One behind the watermark, because its partition had
 * been idle, waits until the watermark moves on: the partition has then brought all that belongs before it. It counts
 * as of then, for the past has been told. The first of several with one event id counts.
 *
 * <p>State per user: the last items (at most {@code graph.history-length}), the event ids of the deduplication horizon,
 * and the interactions of the out-of-orderness. It is an operator rather than a function because it must tell its
 * counts when the watermark passes a snapshot boundary. It keeps the time up to which it has told them, where Flink's
 * own watermark begins anew after a restart: a snapshot must not be told twice.
 */
public final class PairRecentItems extends AbstractStreamOperator<CoOccurrences>
        implements OneInputStreamOperator<AcceptedInteraction, CoOccurrences>, Triggerable<String, VoidNamespace> {

    /** Identifies this operator's state in every savepoint; never change it. */
    public static final String UID = "pair-recent-items";

    /** One record per subtask and snapshot boundary at which it had anything to count. */
    public static final OutputTag<IntervalCounts> COUNTS = new OutputTag<>("counts") {};

    private static final long serialVersionUID = 1L;

    private static final Comparator<AcceptedInteraction> EVENT_TIME_THEN_LOG =
            Comparator.comparingLong(AcceptedInteraction::eventTime).thenComparingLong(AcceptedInteraction::offset);

    private final int historyLength;
    private final long deduplicationHorizon;
    private final Boundaries snapshotBoundaries;

    private transient InternalTimerService<VoidNamespace> timers;
    private transient ListState<AcceptedInteraction> pending;
    private transient ValueState<UserHistory> history;
    private transient ListState<IntervalCounts> savedCounts;
    private transient TreeMap<Long, IntervalCounts> openCounts;
    private transient ListState<Long> savedReached;
    private transient long reached;

    public PairRecentItems(GraphOptions options, Duration deduplicationHorizon) {
        this.historyLength = options.historyLength();
        this.deduplicationHorizon = deduplicationHorizon.toMillis();
        this.snapshotBoundaries = new Boundaries(options.snapshotInterval().toMillis());
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        pending = context.getKeyedStateStore()
                .getListState(new ListStateDescriptor<>("pending", AcceptedInteraction.class));
        history = context.getKeyedStateStore().getState(new ValueStateDescriptor<>("history", UserHistory.class));
        savedCounts = context.getOperatorStateStore()
                .getListState(new ListStateDescriptor<>("open-counts", IntervalCounts.class));
        openCounts = new TreeMap<>();
        for (IntervalCounts counts : savedCounts.get()) {
            openCounts.merge(counts.boundary(), counts, IntervalCounts::plus);
        }
        savedReached = context.getOperatorStateStore()
                .getUnionListState(new ListStateDescriptor<>("reached", Long.class));
        reached = slowest(savedReached.get());
    }

    /** Of the next operators, whose watermark is that of the slowest subtask; a stream that had ended may go on. */
    private static long slowest(Iterable<Long> reachedBySubtask) {
        long slowest = Long.MAX_VALUE;
        for (long one : reachedBySubtask) {
            slowest = Math.min(slowest, one);
        }
        return slowest == Long.MAX_VALUE ? Long.MIN_VALUE : slowest;
    }

    @Override
    public void open() throws Exception {
        super.open();
        timers = getInternalTimerService("pending", VoidNamespaceSerializer.INSTANCE, this);
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        savedCounts.update(List.copyOf(openCounts.values()));
        savedReached.update(List.of(reached));
    }

    @Override
    public void processElement(StreamRecord<AcceptedInteraction> element) throws Exception {
        AcceptedInteraction accepted = element.getValue();
        pending.add(accepted);
        timers.registerEventTimeTimer(VoidNamespace.INSTANCE, Math.max(accepted.eventTime(), reached));
    }

    /** Takes all of the user's that the watermark has reached: one reading where it passed many timers at once. */
    @Override
    public void onEventTime(InternalTimer<String, VoidNamespace> timer) throws Exception {
        List<AcceptedInteraction> due =
                Waiting.take(pending, accepted -> accepted.eventTime() <= timers.currentWatermark());
        due.sort(EVENT_TIME_THEN_LOG);
        for (AcceptedInteraction accepted : due) {
            take(accepted.interaction(), Math.max(accepted.eventTime(), reached));
        }
    }

    @Override
    public void onProcessingTime(InternalTimer<String, VoidNamespace> timer) {
        throw new IllegalStateException(UID + " has no processing-time timers");
    }

    /** @param countedAt its event time, or the time that had been reached if it comes behind that */
    private void take(Interaction interaction, long countedAt) throws Exception {
        UserHistory known = history.value();
        UserHistory user = Objects.requireNonNullElseGet(known, UserHistory::none)
                .rememberingSince(interaction.eventTime() - deduplicationHorizon);
        boolean duplicate = user.has(interaction.eventId());
        if (!duplicate) {
            user = user.remember(interaction.eventId(), interaction.eventTime());
            history.update(CoOccurrenceTypes.counts(interaction.type()) ? paired(user, interaction, countedAt) : user);
        }
        count(countedAt, duplicate, known == null);
    }

    private UserHistory paired(UserHistory user, Interaction interaction, long countedAt) {
        String[] others = user.othersThan(interaction.itemId());
        if (others.length > 0) {
            output.collect(new StreamRecord<>(
                    new CoOccurrences(interaction.itemId(), others, 1, countedAt), countedAt));
        }
        return user.withNewest(interaction.itemId(), historyLength);
    }

    private void count(long time, boolean duplicate, boolean newUser) {
        long boundary = snapshotBoundaries.after(time);
        IntervalCounts one = new IntervalCounts(boundary, duplicate ? 0 : 1, duplicate ? 1 : 0, newUser ? 1 : 0);
        openCounts.merge(boundary, one, IntervalCounts::plus);
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
        getTimeServiceManager().orElseThrow().advanceWatermark(mark);
        reached = Watermarks.reached(mark.getTimestamp());
        tellCounts();
        output.emitWatermark(mark);
    }

    private void tellCounts() {
        Map<Long, IntervalCounts> closed = openCounts.headMap(reached, true);
        closed.forEach((boundary, counts) -> output.collect(COUNTS, new StreamRecord<>(counts, boundary - 1)));
        closed.clear();
    }
}
