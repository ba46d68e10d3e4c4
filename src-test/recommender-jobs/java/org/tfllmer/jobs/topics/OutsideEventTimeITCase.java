/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.topics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.co.CoProcessFunction;
import org.apache.flink.util.CloseableIterator;
import org.apache.flink.util.Collector;
import org.junit.jupiter.api.Test;

/** In a running pipeline: that what is outside event time never decides it. */
class OutsideEventTimeITCase {

    @Test
    void eventTimeDoesNotRunAwayWhereTheOtherInputFallsIdle() throws Exception {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(1);
        env.getConfig().setAutoWatermarkInterval(10);
        DataStream<Long> timed = env.fromSource(
                new DataGeneratorSource<>(number -> number, Long.MAX_VALUE, RateLimiterStrategy.perSecond(4), Types.LONG),
                WatermarkStrategy.<Long>forBoundedOutOfOrderness(Duration.ZERO)
                        .withTimestampAssigner((number, recordTime) -> 1_000 * number)
                        .withIdleness(Duration.ofMillis(30)),
                "timed");
        DataStream<Long> outside = env.fromSource(
                new DataGeneratorSource<>(number -> number, Long.MAX_VALUE, RateLimiterStrategy.perSecond(50),
                        Types.LONG),
                WatermarkStrategy.forGenerator(context -> new OutsideEventTime<Long>()), "outside");
        List<Long> watermarks = new ArrayList<>();
        try (CloseableIterator<Long> seen =
                timed.connect(outside).process(new TellWatermark()).returns(Types.LONG).executeAndCollect()) {
            while (watermarks.size() < 100) {
                watermarks.add(seen.next());
            }
        }
        assertThat(watermarks).isSorted().allSatisfy(watermark -> assertThat(watermark).isLessThan(1_000_000));
        assertThat(watermarks.get(99)).isPositive();
    }

    /** At each record. */
    private static final class TellWatermark extends CoProcessFunction<Long, Long, Long> {

        private static final long serialVersionUID = 1L;

        @Override
        public void processElement1(Long number, Context context, Collector<Long> out) {
            out.collect(context.timerService().currentWatermark());
        }

        @Override
        public void processElement2(Long number, Context context, Collector<Long> out) {
            out.collect(context.timerService().currentWatermark());
        }
    }
}
