/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.ingest;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.tfllmer.schemas.DeadLetter;
import org.tfllmer.schemas.Interaction;
import org.tfllmer.schemas.topics.Topic;

/**
 * Drops heartbeats, hands on dead letters, and refuses late interactions. An interaction is late if its partition had
 * already brought one that is newer by more than the out-of-orderness. Flink's watermark would not do for that: it
 * depends on how partitions interleave and starts anew after a failure. The log decides here, so a replay decides
 * alike.
 *
 * <p>Must run in the source's task, where each partition's records come in order. State: one number per partition.
 * Every subtask keeps what all others knew, and the larger number is the newer, so partitions may change hands.
 */
public final class AcceptInteractions extends ProcessFunction<InteractionArrival, AcceptedInteraction>
        implements CheckpointedFunction {

    /** Identifies this operator's state in every savepoint; never change it. */
    public static final String UID = "accept-interactions";

    public static final OutputTag<DeadLetter> DEAD = new OutputTag<>("dead") {};

    /** Reason of a dead letter that came too long after newer interactions. */
    public static final String LATE = "late";

    private static final long serialVersionUID = 1L;

    private final long outOfOrderness;
    private transient Map<Integer, Long> newest;
    private transient ListState<PartitionTime> partitionTimes;
    private transient RefusedCounters refused;

    /** @param eventTime of the newest interaction, milliseconds since 1970 UTC */
    public record PartitionTime(int partition, long eventTime) {}

    public AcceptInteractions(Duration outOfOrderness) {
        this.outOfOrderness = outOfOrderness.toMillis();
    }

    @Override
    public void open(OpenContext context) {
        refused = new RefusedCounters(getRuntimeContext().getMetricGroup());
    }

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
        partitionTimes = context.getOperatorStateStore()
                .getUnionListState(new ListStateDescriptor<>("newest-per-partition", PartitionTime.class));
        newest = new HashMap<>();
        for (PartitionTime time : partitionTimes.get()) {
            newest.merge(time.partition(), time.eventTime(), Math::max);
        }
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
        partitionTimes.clear();
        for (Map.Entry<Integer, Long> time : newest.entrySet()) {
            partitionTimes.add(new PartitionTime(time.getKey(), time.getValue()));
        }
    }

    @Override
    public void processElement(InteractionArrival arrival, Context context, Collector<AcceptedInteraction> out) {
        if (arrival.deadLetter() != null) {
            refused.count(arrival.deadLetter());
            context.output(DEAD, arrival.deadLetter());
        } else if (arrival.interaction() != null) {
            acceptOrRefuse(arrival, context, out);
        }
    }

    private void acceptOrRefuse(InteractionArrival arrival, Context context, Collector<AcceptedInteraction> out) {
        long eventTime = arrival.eventTime();
        long newestBefore = newest.getOrDefault(arrival.partition(), Long.MIN_VALUE);
        if (newestBefore > Long.MIN_VALUE && eventTime < newestBefore - outOfOrderness) {
            DeadLetter letter = late(arrival, newestBefore, context);
            refused.count(letter);
            context.output(DEAD, letter);
            return;
        }
        newest.put(arrival.partition(), Math.max(newestBefore, eventTime));
        out.collect(new AcceptedInteraction(arrival.interaction(), arrival.offset()));
    }

    private DeadLetter late(InteractionArrival arrival, long newestBefore, Context context) {
        Interaction interaction = arrival.interaction();
        String detail = "eventTime must be at least " + (newestBefore - outOfOrderness) + ", was "
                + interaction.eventTime() + ": partition " + arrival.partition() + " had reached " + newestBefore;
        return new DeadLetter(arrival.key(), arrival.value(), Topic.INTERACTIONS.name(), arrival.partition(),
                arrival.offset(), UID, LATE, detail, null, context.timerService().currentProcessingTime());
    }
}
