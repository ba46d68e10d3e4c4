/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.evaluation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.tfllmer.graph.Boundaries;
import org.tfllmer.jobs.ingest.Watermarks;
import org.tfllmer.schemas.Evaluation;

/**
 * Sums prequential quality by window, ranker and generation. Ahead of each checkpoint it publishes the sums that
 * changed, so what readers of the topic see is whole up to a checkpoint, and a later record of the same identity
 * replaces an earlier one. Runs in one subtask. State: the open windows; one closes when the watermark passes it.
 * The watermark is kept too, for Flink begins anew after a restart, and a closed window must stay closed.
 */
public final class TallyEvaluations extends AbstractStreamOperator<Evaluation>
        implements OneInputStreamOperator<ScoredInteraction, Evaluation> {

    /** Identifies this operator's state in every savepoint; never change it. */
    public static final String UID = "tally-evaluations";

    private static final long serialVersionUID = 1L;

    private final Boundaries windows;
    private final int cutoff;

    private transient Map<EvaluationKey, EvaluationSums> open;
    private transient Set<EvaluationKey> changed;
    private transient ListState<SavedSums> saved;
    private transient ListState<Long> savedWatermark;
    private transient long watermark;

    public TallyEvaluations(Duration window, int cutoff) {
        this.windows = new Boundaries(window.toMillis());
        this.cutoff = cutoff;
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        saved = context.getOperatorStateStore().getListState(new ListStateDescriptor<>("open", SavedSums.class));
        savedWatermark = context.getOperatorStateStore()
                .getListState(new ListStateDescriptor<>("watermark", Long.class));
        watermark = Long.MIN_VALUE;
        for (long restored : savedWatermark.get()) {
            watermark = restored;
        }
        open = new LinkedHashMap<>();
        changed = new HashSet<>();
        for (SavedSums sums : saved.get()) {
            open.put(sums.key(), new EvaluationSums(sums));
        }
    }

    @Override
    public void processElement(StreamRecord<ScoredInteraction> element) {
        ScoredInteraction scored = element.getValue();
        EvaluationKey key = new EvaluationKey(scored.bucket(), window(scored.eventTime()), scored.ranker(),
                scored.generation());
        open.computeIfAbsent(key, unknown -> new EvaluationSums(cutoff)).add(scored);
        changed.add(key);
    }

    /** One whose window is closed counts in the next: a closed window is not told again. */
    private long window(long eventTime) {
        return windows.after(Math.max(eventTime, Watermarks.reached(watermark)));
    }

    @Override
    public void prepareSnapshotPreBarrier(long checkpointId) {
        for (EvaluationKey key : List.copyOf(changed)) {
            publish(key);
        }
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        List<SavedSums> sums = new ArrayList<>();
        open.forEach((key, value) -> sums.add(value.save(key)));
        saved.update(sums);
        savedWatermark.update(List.of(watermark));
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
        for (EvaluationKey key : List.copyOf(open.keySet())) {
            if (key.windowEnd() - 1 <= mark.getTimestamp()) {
                close(key);
            }
        }
        watermark = mark.getTimestamp();
        super.processWatermark(mark);
    }

    private void close(EvaluationKey key) {
        if (changed.contains(key)) {
            publish(key);
        }
        open.remove(key);
    }

    private void publish(EvaluationKey key) {
        output.collect(new StreamRecord<>(
                open.get(key).evaluation(key, key.windowEnd() - windows.interval()), key.windowEnd() - 1));
        changed.remove(key);
    }
}
