/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.app.embedded;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.util.Collector;

/** The numbers from 0 upwards, counted by their remainder; a test takes each count as it is made. */
final class CountingJob {

    static final int REMAINDERS = 4;

    /** Counts for the test, which runs in the same process; while it is full the job drops what it makes. */
    private static final BlockingQueue<Count> MADE = new ArrayBlockingQueue<>(100);

    private static final AtomicLong CHECKPOINTS = new AtomicLong();

    private CountingJob() {}

    /** @param count how many numbers with this one's remainder came, this one included */
    record Count(long number, long count) {

        /** True if no number was lost or taken twice on the way. */
        boolean isExact() {
            return count == number / REMAINDERS + 1;
        }
    }

    static void build(StreamExecutionEnvironment environment) {
        MADE.clear();
        environment
                .fromSequence(0, Long.MAX_VALUE - 1)
                .uid("numbers")
                .setParallelism(1)
                .keyBy(number -> number % REMAINDERS)
                .process(new CountNumbers())
                .uid("count")
                .sinkTo(new DiscardingSink<>())
                .uid("nowhere");
    }

    static void buildFailing(StreamExecutionEnvironment environment) {
        environment
                .fromSequence(0, Long.MAX_VALUE - 1)
                .uid("numbers")
                .map(CountingJob::refuse)
                .returns(Types.LONG)
                .uid("refuse")
                .sinkTo(new DiscardingSink<>())
                .uid("nowhere");
    }

    private static Long refuse(Long number) {
        throw new IllegalStateException("refused on purpose");
    }

    /** Takes counts until a checkpoint completes that was not complete at the call. */
    static void takeCountsUntilNextCheckpoint() throws InterruptedException {
        long known = CHECKPOINTS.get();
        while (CHECKPOINTS.get() == known) {
            MADE.take();
        }
    }

    static Count nextCount() throws InterruptedException {
        return MADE.take();
    }

    private static final class CountNumbers extends KeyedProcessFunction<Long, Long, Long>
            implements CheckpointListener {

        private transient ValueState<Long> count;

        @Override
        public void open(OpenContext context) {
            count = getRuntimeContext().getState(new ValueStateDescriptor<>("count", Types.LONG));
        }

        @Override
        public void processElement(Long number, Context context, Collector<Long> out) throws Exception {
            long counted = count.value() == null ? 1 : count.value() + 1;
            count.update(counted);
            MADE.offer(new Count(number, counted));
        }

        @Override
        public void notifyCheckpointComplete(long checkpoint) {
            CHECKPOINTS.incrementAndGet();
        }
    }
}
