/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.app.embedded;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.LongStream;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.util.Collector;

/**
 * A source with union state in its own task, as in the jobs that judge what their partitions bring. A slow step holds
 * back its first subtask and no other. Flink takes the stop of a task that is held back in another order.
 */
final class PressedJob {

    /** Long enough that the buffers before the slow step stay full. */
    private static final long ADDITIONS = 20_000;

    private static final BlockingQueue<List<Long>> RESTORED = new LinkedBlockingQueue<>();

    private static volatile CountDownLatch checkpointed;

    private PressedJob() {}

    static void build(StreamExecutionEnvironment environment) {
        checkpointed = new CountDownLatch(1);
        RESTORED.clear();
        environment
                .fromSequence(0, Long.MAX_VALUE - 1)
                .uid("numbers")
                .process(new RememberLast())
                .uid("remember-last")
                .keyBy(number -> number % 7)
                .map(number -> LongStream.range(0, ADDITIONS).map(i -> i ^ number).sum())
                .returns(Types.LONG)
                .uid("slow")
                .sinkTo(new DiscardingSink<>())
                .uid("nowhere");
    }

    static void awaitCheckpoint() throws InterruptedException {
        checkpointed.await();
    }

    /** What a subtask finds at its start: of each subtask of the run before, the last number it saw. */
    static List<Long> awaitRestored() throws InterruptedException {
        return RESTORED.take();
    }

    private static final class RememberLast extends ProcessFunction<Long, Long>
            implements CheckpointedFunction, CheckpointListener {

        private transient ListState<Long> saved;
        private transient long last;

        @Override
        public void initializeState(FunctionInitializationContext context) throws Exception {
            saved = context.getOperatorStateStore()
                    .getUnionListState(new ListStateDescriptor<>("last", Types.LONG));
            List<Long> restored = new ArrayList<>();
            saved.get().forEach(restored::add);
            RESTORED.add(restored);
        }

        @Override
        public void processElement(Long number, Context context, Collector<Long> out) {
            last = number;
            if (getRuntimeContext().getTaskInfo().getIndexOfThisSubtask() == 0) {
                out.collect(number);
            }
        }

        @Override
        public void snapshotState(FunctionSnapshotContext context) throws Exception {
            saved.update(List.of(last));
        }

        @Override
        public void notifyCheckpointComplete(long checkpoint) {
            checkpointed.countDown();
        }
    }
}
