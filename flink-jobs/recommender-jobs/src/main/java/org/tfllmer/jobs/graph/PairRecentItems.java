/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.graph;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
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
import org.tfllmer.graph.PairingOptions;
import org.tfllmer.graph.Pairs;
import org.tfllmer.graph.UserHistory;
import org.tfllmer.jobs.config.GraphOptions;
import org.tfllmer.jobs.config.TypeWeights;
import org.tfllmer.jobs.ingest.Watermarks;
import org.tfllmer.jobs.snapshots.SnapshotStore;
import org.tfllmer.jobs.state.PackedSerializer;
import org.tfllmer.jobs.state.WriteBackCache;
import org.tfllmer.schemas.UserDeletionDone;

/**
 * Pairs each item with the user's recent ones, in event-time order, and forgets users on request. Keyed by user.
 *
 * <p>An arrival waits until the watermark reaches it, so that the user's interactions are taken in the order of event
 * time, and of the log where times are equal. One behind the watermark, because its partition had been idle, waits
 * until the watermark moves on: the partition has then brought all that belongs before it. It counts as of then, for
 * the past has been told. The first of several with one event id counts.
 *
 * <p>State per user: the last items (at most {@code graph.history-length}), a log of the interactions of the longer of
 * deduplication and forget horizon, and the arrivals of the out-of-orderness. An idle user's is removed when none of it
 * can matter any more. Rows are held in a {@link WriteBackCache}; who waits for which time is a queue on the heap, made
 * anew after a restore. It is an operator rather than a function because it must flush before a barrier, and tell its
 * counts and write the histories when the watermark passes a snapshot boundary.
 */
public final class PairRecentItems extends AbstractStreamOperator<CoOccurrences>
        implements OneInputStreamOperator<UserArrival, CoOccurrences>, Triggerable<String, VoidNamespace> {

    /** Identifies this operator's state in every savepoint; never change it. */
    public static final String UID = "pair-recent-items";

    /** One record per subtask and snapshot boundary at which it had anything to count. */
    public static final OutputTag<IntervalCounts> COUNTS = new OutputTag<>("counts") {};

    /** Histories that have changed by a snapshot boundary. */
    public static final OutputTag<SnapshotShard> SHARDS = new OutputTag<>("history-shards") {};

    /** One record per request to forget a user, when it is done. */
    public static final OutputTag<UserDeletionDone> DONE = new OutputTag<>("deletions-done") {};

    /** What users add to a sample of items. */
    public static final OutputTag<Contribution> CONTRIBUTIONS = new OutputTag<>("contributions") {};

    private static final long serialVersionUID = 1L;

    private static final String WAITING = "waiting";

    private final SnapshotStore store;
    private final PairingOptions pairing;
    private final TypeWeights typeWeights;
    private final UserHorizons horizons;
    private final Boundaries snapshotBoundaries;
    private final boolean snapshotsHistories;
    private final int cacheEntries;

    private transient InternalTimerService<VoidNamespace> timers;
    private transient ListState<UserArrival> waiting;
    private transient WriteBackCache<String, UserRow> users;
    private transient AwaitedUsers awaited;
    private transient ListState<IntervalCounts> savedCounts;
    private transient OpenCounts openCounts;
    private transient ListState<Long> savedReached;
    private transient long reached;
    private transient boolean restored;
    private transient boolean othersWrote;
    private transient TakeArrivals arrivals;
    private transient ShardMetrics shardMetrics;

    public PairRecentItems(SnapshotStore store, GraphOptions options, Duration deduplicationHorizon) {
        this.store = store;
        this.pairing = options.pairing();
        this.typeWeights = options.typeWeights();
        this.horizons = UserHorizons.of(options, deduplicationHorizon);
        this.snapshotBoundaries = new Boundaries(options.snapshotInterval().toMillis());
        this.snapshotsHistories = options.snapshotHistories();
        this.cacheEntries = options.cacheEntries();
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        restored = context.isRestored();
        waiting = context.getKeyedStateStore()
                .getListState(new ListStateDescriptor<>(WAITING, new PackedSerializer<>(new ArrivalFormat())));
        ValueState<UserHistory.Stored> history = context.getKeyedStateStore().getState(historyDescriptor());
        users = new WriteBackCache<>(
                cacheEntries, this, new UserRows(pairing, horizons.deduplication(), history, waiting));
        savedCounts = context.getOperatorStateStore()
                .getListState(new ListStateDescriptor<>("open-counts", IntervalCounts.class));
        openCounts = new OpenCounts(snapshotBoundaries, savedCounts.get());
        savedReached = context.getOperatorStateStore()
                .getUnionListState(new ListStateDescriptor<>("reached", Long.class));
        List<Long> reachedBySubtask = StreamSupport.stream(savedReached.get().spliterator(), false).toList();
        reached = slowest(reachedBySubtask);
        othersWrote = restored
                && reachedBySubtask.size() != getRuntimeContext().getTaskInfo().getNumberOfParallelSubtasks();
    }

    private static ValueStateDescriptor<UserHistory.Stored> historyDescriptor() {
        return new ValueStateDescriptor<>("history", new PackedSerializer<>(new HistoryFormat()));
    }

    /** Of the next operators, whose watermark is that of the slowest subtask; a stream that had ended may go on. */
    private static long slowest(List<Long> reachedBySubtask) {
        long slowest = reachedBySubtask.stream().mapToLong(Long::longValue).min().orElse(Long.MIN_VALUE);
        return slowest == Long.MAX_VALUE ? Long.MIN_VALUE : slowest;
    }

    @Override
    public void open() throws Exception {
        super.open();
        timers = getInternalTimerService("expiries", VoidNamespaceSerializer.INSTANCE, this);
        awaited = new AwaitedUsers();
        arrivals = new TakeArrivals(
                pairing, typeWeights, horizons, openCounts, new GraphCounters(getMetricGroup()), new Outputs());
        shardMetrics = new ShardMetrics(getMetricGroup());
        getMetricGroup().gauge("usersCached", () -> users.rows());
        getMetricGroup().gauge("usersFlushed", () -> users.written());
        getMetricGroup().gauge("watermarkLag", () -> System.currentTimeMillis() - reached);
        if (restored) {
            awaitRestored();
        }
    }

    private void awaitRestored() throws Exception {
        List<String> userIds;
        try (Stream<String> keys = this.<String>getKeyedStateBackend().getKeys(WAITING, VoidNamespace.INSTANCE)) {
            userIds = keys.toList();
        }
        for (String userId : userIds) {
            setCurrentKey(userId);
            for (UserArrival arrival : waiting.get()) {
                awaited.add(Math.max(arrival.eventTime(), reached), userId);
            }
        }
    }

    @Override
    public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
        users.flush();
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        savedCounts.update(openCounts.all());
        savedReached.update(List.of(reached));
    }

    @Override
    public void processElement(StreamRecord<UserArrival> element) throws Exception {
        UserArrival arrival = element.getValue();
        users.get(arrival.userId()).await(arrival);
        users.changed();
        awaited.add(Math.max(arrival.eventTime(), reached), arrival.userId());
    }

    /**
     * After a restart the watermark may fall behind what had been reached, and nothing happens until it has caught
     * up.
     */
    @Override
    public void processWatermark(Watermark mark) throws Exception {
        long end = Watermarks.reached(mark.getTimestamp());
        if (end > reached) {
            reach(end);
        }
        output.emitWatermark(mark);
    }

    /** Boundary by boundary, so that what is told of one holds exactly what belongs before it. */
    private void reach(long end) throws Exception {
        writeForOthers(end);
        long next = nextBoundary(reached, end);
        while (next <= end && next < Long.MAX_VALUE) {
            advanceTo(next - 1);
            tellUpTo(next);
            next = nextBoundary(next, end);
        }
        advanceTo(end == Long.MAX_VALUE ? end : end - 1);
        reached = end;
    }

    /** The next one by which something may happen: an arrival is due, or a user expires. */
    private long nextBoundary(long passed, long end) {
        long next = openCounts.first();
        long arrival = awaited.first();
        if (arrival < Long.MAX_VALUE) {
            next = Math.min(next, snapshotBoundaries.after(arrival));
        }
        boolean usersMayExpire = passed >= 0 && end < Long.MAX_VALUE; // the ends of time come in one step
        return usersMayExpire ? Math.min(next, snapshotBoundaries.after(horizons.expiries().after(passed))) : next;
    }

    /** Where other subtasks wrote what are now this one's histories, it writes them at the next boundary anyway. */
    private void writeForOthers(long end) throws Exception {
        if (othersWrote && snapshotsHistories && reached >= 0 && snapshotBoundaries.after(reached) <= end) {
            long boundary = snapshotBoundaries.after(reached);
            advanceTo(boundary - 1);
            writeHistories(boundary);
            othersWrote = false;
        }
    }

    private void advanceTo(long watermark) throws Exception {
        awaited.takeUpTo(watermark, userId -> {
            setCurrentKey(userId);
            takeWaiting(userId, watermark);
        });
        getTimeServiceManager().orElseThrow().advanceWatermark(new Watermark(watermark));
    }

    private void takeWaiting(String userId, long watermark) throws Exception {
        UserRow row = users.get(userId);
        List<UserArrival> due = row.takeUpTo(watermark);
        for (UserArrival arrival : due) {
            arrivals.take(row, arrival, Math.max(arrival.eventTime(), reached));
        }
        if (!due.isEmpty()) {
            users.changed();
        }
    }

    @Override
    public void onEventTime(InternalTimer<String, VoidNamespace> timer) throws Exception {
        arrivals.expireBy(timer.getTimestamp(), users.get(timer.getKey()));
        users.changed();
    }

    @Override
    public void onProcessingTime(InternalTimer<String, VoidNamespace> timer) {
        throw new IllegalStateException(UID + " has no processing-time timers");
    }

    private void tellUpTo(long boundary) throws Exception {
        if (openCounts.first() <= boundary) {
            output.collect(COUNTS, new StreamRecord<>(openCounts.takeUpTo(boundary), boundary - 1));
            if (snapshotsHistories) {
                writeHistories(boundary);
            }
        }
    }

    private void writeHistories(long boundary) throws Exception {
        users.flush();
        HistoryShardWriter writer = new HistoryShardWriter();
        this.<String>getKeyedStateBackend()
                .applyToAllKeys(VoidNamespace.INSTANCE, VoidNamespaceSerializer.INSTANCE, historyDescriptor(),
                        (user, state) -> writer.add(user, state.value()));
        int subtask = getRuntimeContext().getTaskInfo().getIndexOfThisSubtask();
        int subtasks = getRuntimeContext().getTaskInfo().getNumberOfParallelSubtasks();
        SnapshotShard shard = shardMetrics.timed(() -> writer.write(store, boundary, subtask, subtasks));
        output.collect(SHARDS, new StreamRecord<>(shard, boundary - 1));
    }

    /** Under the operator's current key, the user. */
    private final class Outputs implements TakeArrivals.Told {

        @Override
        public void pairs(Pairs pairs, long countedAt) {
            output.collect(new StreamRecord<>(new CoOccurrences(pairs, countedAt), countedAt));
            if (Contribution.isSampled(pairs.itemId())) {
                output.collect(CONTRIBUTIONS, new StreamRecord<>(new Contribution(pairs.itemId(),
                        (String) getCurrentKey(), Arrays.stream(pairs.weights()).sum(), countedAt), countedAt));
            }
        }

        @Override
        public void forgotten(UserDeletionDone done) {
            output.collect(DONE, new StreamRecord<>(done, done.doneAt()));
        }

        @Override
        public void expiresAt(long time) {
            timers.registerEventTimeTimer(VoidNamespace.INSTANCE, time);
        }
    }
}
