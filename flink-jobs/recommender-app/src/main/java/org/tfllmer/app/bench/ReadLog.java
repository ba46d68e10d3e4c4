/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.app.bench;

import java.io.Serializable;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.api.connector.source.lib.NumberSequenceSource;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.tfllmer.jobs.graph.UserArrival;

/**
 * Makes interactions in the JVM. Flink cuts the numbers 0 … events - 1 into one stretch per subtask; they become every
 * parallelism-th place of the log, so that event time runs alike in all subtasks.
 */
final class ReadLog extends RichMapFunction<Long, UserArrival> {

    private static final long serialVersionUID = 1L;

    private final InteractionLog log;
    private final Places places;

    private ReadLog(InteractionLog log, Places places) {
        this.log = log;
        this.places = places;
    }

    /** @param events a multiple of the environment's parallelism */
    static DataStream<UserArrival> first(
            long events, InteractionLog log, Duration outOfOrderness, StreamExecutionEnvironment env) {
        Places places = new Places(events / env.getParallelism(), env.getParallelism());
        WatermarkStrategy<Long> watermarks = WatermarkStrategy.<Long>forBoundedOutOfOrderness(outOfOrderness)
                .withTimestampAssigner((number, none) -> log.newestUpTo(places.of(number)));
        return env.fromSource(new NumberSequenceSource(0, events - 1), watermarks, "log")
                .uid("log")
                .map(new ReadLog(log, places))
                .returns(UserArrival.TYPE)
                .uid("read-log");
    }

    @Override
    public void open(OpenContext context) {
        Tally.start();
    }

    @Override
    public UserArrival map(Long number) {
        Tally.readOne();
        return UserArrival.of(log.at(places.of(number)));
    }

    private record Places(long stretch, int stretches) implements Serializable {

        long of(long number) {
            return number % stretch * stretches + number / stretch;
        }
    }
}
