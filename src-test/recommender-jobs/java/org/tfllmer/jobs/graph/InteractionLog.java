/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.graph;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.connector.datagen.source.GeneratorFunction;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.tfllmer.jobs.ingest.AcceptInteractions;
import org.tfllmer.jobs.ingest.InteractionArrival;
import org.tfllmer.jobs.ingest.SortUserRequests;
import org.tfllmer.jobs.ingest.UserRequest;
import org.tfllmer.schemas.Interaction;
import org.tfllmer.schemas.InteractionType;

/**
 * Six days of random interactions as Kafka would hold them: two partitions by user, most out of order within the
 * bound, some late, about every eighth there twice; users and items of very different popularity, types of all
 * weights, and now and then a request to forget a user. A checkpoint lets the next part of it through, so that a job
 * is never done before it was checkpointed.
 */
final class InteractionLog implements GeneratorFunction<Long, LogEntry> {

    static final int PARTITIONS = 2;
    static final Duration OUT_OF_ORDERNESS = Duration.ofHours(2);

    private static final long serialVersionUID = 1L;
    private static final long START = 1_700_006_400_000L; // a midnight
    private static final int SPAN_MINUTES = 6 * 24 * 60;
    private static final int USERS = 60;
    private static final int ITEMS = 80;
    private static final int PER_PARTITION = 2_000;
    /** Parts that checkpoints let through. */
    private static final int PARTS = 10;
    private static final OutputTag<UserRequest> REQUESTS = new OutputTag<>("requests") {};

    private final long seed;
    private transient List<LogEntry> entries;

    InteractionLog(long seed) {
        this.seed = seed;
    }

    /** Made anew wherever it is needed, from the seed. */
    private List<LogEntry> entries() {
        if (entries == null) {
            entries = new ArrayList<>();
            Random random = new Random(seed);
            for (int partition = 0; partition < PARTITIONS; partition++) {
                fill(partition, random);
            }
        }
        return entries;
    }

    /** Sorted by event time and a random delay: in one of fifty cases beyond the bound. */
    private void fill(int partition, Random random) {
        record Sent(LogEntry entry, long arrival) {}

        List<Sent> sent = new ArrayList<>();
        while (sent.size() < PER_PARTITION) {
            LogEntry entry = entry(partition, sent.size(), random);
            for (int times = random.nextInt(8) == 0 ? 2 : 1; times > 0 && sent.size() < PER_PARTITION; times--) {
                long bound = OUT_OF_ORDERNESS.toMillis();
                boolean late = random.nextInt(50) == 0 && !entry.isRequest();
                sent.add(new Sent(entry, entry.eventTime() + (late ? 3 * bound : random.nextLong(bound))));
            }
        }
        sent.sort(Comparator.comparingLong(Sent::arrival));
        for (int offset = 0; offset < PER_PARTITION; offset++) {
            entries.add(sent.get(offset).entry().at(offset));
        }
    }

    /** Whole minutes, so that many interactions of a user share an event time. */
    private static LogEntry entry(int partition, int number, Random random) {
        String user = "user-" + (skewed(USERS / PARTITIONS, random) * PARTITIONS + partition);
        long time = START + random.nextInt(SPAN_MINUTES) * 60_000L;
        if (random.nextInt(80) == 0) {
            return LogEntry.request(user, time, partition);
        }
        InteractionType[] types = InteractionType.values();
        Interaction interaction = new Interaction("e-" + partition + "-" + number, user,
                "item-" + skewed(ITEMS, random), types[random.nextInt(types.length)],
                random.nextInt(20) == 0 ? 0.5 : null, time);
        return new LogEntry(interaction, partition, 0);
    }

    private static int skewed(int count, Random random) {
        return (int) (count * Math.pow(random.nextDouble(), 2.5));
    }

    @Override
    public LogEntry map(Long index) {
        return entries().get(Math.toIntExact(index));
    }

    /** One reader per partition, each with a watermark that follows every record, and the real judge of lateness. */
    DataStream<UserArrival> stream(StreamExecutionEnvironment env, MisfortuneOnce misfortune) {
        DataGeneratorSource<LogEntry> source = new DataGeneratorSource<>(this, entries().size(),
                RateLimiterStrategy.perCheckpoint(entries().size() / PARTS), TypeInformation.of(LogEntry.class));
        SingleOutputStreamOperator<InteractionArrival> arrivals = env
                .fromSource(source, WatermarkStrategy.noWatermarks(), "log")
                .uid("log")
                .setParallelism(PARTITIONS)
                .map(misfortune)
                .returns(LogEntry.class)
                .uid("misfortune")
                .setParallelism(PARTITIONS)
                .assignTimestampsAndWatermarks(WatermarkStrategy
                        .<LogEntry>forGenerator(context -> new NewestTime())
                        .withTimestampAssigner((entry, unused) -> entry.eventTime()))
                .uid("event-time")
                .setParallelism(PARTITIONS)
                .process(new RequestsAside())
                .uid("requests-aside")
                .setParallelism(PARTITIONS);
        SingleOutputStreamOperator<UserRequest> requests = arrivals.getSideOutput(REQUESTS)
                .process(new SortUserRequests())
                .uid(SortUserRequests.UID)
                .setParallelism(PARTITIONS);
        return GraphJob.arrivals(arrivals
                .process(new AcceptInteractions(OUT_OF_ORDERNESS))
                .uid(AcceptInteractions.UID)
                .setParallelism(1), requests); // of two, one could not take checkpoints when the other has ended
    }

    private static final class RequestsAside extends ProcessFunction<LogEntry, InteractionArrival> {

        private static final long serialVersionUID = 1L;

        @Override
        public void processElement(LogEntry entry, Context context, Collector<InteractionArrival> out) {
            if (entry.isRequest()) {
                context.output(REQUESTS, entry.request());
            } else {
                out.collect(entry.arrival());
            }
        }
    }

    /** Moves with each interaction, where Flink's own generators move five times a second. */
    private static final class NewestTime implements WatermarkGenerator<LogEntry> {

        private long newest = Long.MIN_VALUE + OUT_OF_ORDERNESS.toMillis() + 1;

        @Override
        public void onEvent(LogEntry entry, long eventTime, WatermarkOutput output) {
            if (!entry.isRequest()) {
                newest = Math.max(newest, eventTime);
                output.emitWatermark(new Watermark(newest - OUT_OF_ORDERNESS.toMillis() - 1));
            }
        }

        @Override
        public void onPeriodicEmit(WatermarkOutput output) {
            // said already
        }
    }

    /** What is not late, in the order in which it must be taken: requests behind interactions of the same time. */
    List<LogEntry> accepted() {
        Map<Integer, Long> newest = new HashMap<>();
        List<LogEntry> accepted = new ArrayList<>();
        for (LogEntry entry : entries()) {
            long before = newest.getOrDefault(entry.partition(), Long.MIN_VALUE + OUT_OF_ORDERNESS.toMillis());
            if (entry.isRequest()) {
                accepted.add(entry.at(Long.MAX_VALUE));
            } else if (entry.eventTime() >= before - OUT_OF_ORDERNESS.toMillis()) {
                newest.put(entry.partition(), Math.max(before, entry.eventTime()));
                accepted.add(entry);
            }
        }
        accepted.sort(Comparator.comparingLong(LogEntry::eventTime).thenComparingLong(LogEntry::offset));
        return accepted;
    }
}
