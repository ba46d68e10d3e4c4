/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.graph;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.connector.datagen.source.GeneratorFunction;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.tfllmer.graph.BatchGraph;
import org.tfllmer.graph.DirectedRow;
import org.tfllmer.jobs.ingest.AcceptedInteraction;
import org.tfllmer.schemas.Interaction;
import org.tfllmer.schemas.InteractionType;

/**
 * Twelve hours of interactions as Kafka would hold them: two partitions by user, each out of order within a bound,
 * about every eighth interaction there twice. A checkpoint lets the next part of it through, so that a job is never
 * done before it was checkpointed.
 */
final class InteractionLog implements GeneratorFunction<Long, AcceptedInteraction> {

    static final int PARTITIONS = 2;

    private static final long serialVersionUID = 1L;
    private static final long START = 1_700_000_000_000L;
    private static final int SPAN = 12 * 3_600_000;
    private static final int OUT_OF_ORDERNESS = 600_000;
    private static final int USERS = 60;
    private static final int ITEMS = 80;
    private static final int PER_PARTITION = 2_000;
    /** Parts that checkpoints let through. */
    private static final int PARTS = 10;

    private final String[] eventIds = new String[PARTITIONS * PER_PARTITION];
    private final String[] users = new String[eventIds.length];
    private final String[] items = new String[eventIds.length];
    private final InteractionType[] types = new InteractionType[eventIds.length];
    private final long[] eventTimes = new long[eventIds.length];

    InteractionLog(long seed) {
        Random random = new Random(seed);
        for (int partition = 0; partition < PARTITIONS; partition++) {
            fill(partition, random);
        }
    }

    /** Sorted by event time and a random delay within the bound, so none is late. */
    private void fill(int partition, Random random) {
        record Sent(Interaction interaction, long arrival) {}

        List<Sent> sent = new ArrayList<>();
        while (sent.size() < PER_PARTITION) {
            Interaction interaction = interaction(partition, sent.size(), random);
            for (int times = random.nextInt(8) == 0 ? 2 : 1; times > 0 && sent.size() < PER_PARTITION; times--) {
                sent.add(new Sent(interaction, interaction.eventTime() + random.nextInt(OUT_OF_ORDERNESS)));
            }
        }
        sent.sort(Comparator.comparingLong(Sent::arrival));
        for (int offset = 0; offset < PER_PARTITION; offset++) {
            put(partition * PER_PARTITION + offset, sent.get(offset).interaction());
        }
    }

    /** Whole minutes, so that many interactions of a user share an event time. */
    private static Interaction interaction(int partition, int number, Random random) {
        int user = random.nextInt(USERS / PARTITIONS) * PARTITIONS + partition;
        int item = (int) (ITEMS * random.nextDouble() * random.nextDouble());
        InteractionType type = random.nextInt(10) == 0 ? InteractionType.IMPRESSION : InteractionType.CLICK;
        long minute = random.nextInt(SPAN / 60_000);
        return new Interaction("e-" + partition + "-" + number, "user-" + user, "item-" + item, type, null,
                START + minute * 60_000);
    }

    private void put(int index, Interaction interaction) {
        eventIds[index] = interaction.eventId();
        users[index] = interaction.userId();
        items[index] = interaction.itemId();
        types[index] = interaction.type();
        eventTimes[index] = interaction.eventTime();
    }

    @Override
    public AcceptedInteraction map(Long index) {
        int at = Math.toIntExact(index);
        return new AcceptedInteraction(
                new Interaction(eventIds[at], users[at], items[at], types[at], null, eventTimes[at]),
                at % PER_PARTITION);
    }

    /** One reader per partition, each with a watermark that follows every interaction. */
    DataStream<AcceptedInteraction> stream(StreamExecutionEnvironment env, MisfortuneOnce misfortune) {
        DataGeneratorSource<AcceptedInteraction> source = new DataGeneratorSource<>(this, eventIds.length,
                RateLimiterStrategy.perCheckpoint(eventIds.length / PARTS),
                TypeInformation.of(AcceptedInteraction.class));
        return env.fromSource(source, WatermarkStrategy.noWatermarks(), "log")
                .uid("log")
                .setParallelism(PARTITIONS)
                .map(misfortune)
                .returns(AcceptedInteraction.class)
                .uid("misfortune")
                .setParallelism(PARTITIONS)
                .assignTimestampsAndWatermarks(WatermarkStrategy
                        .<AcceptedInteraction>forGenerator(context -> new NewestTime())
                        .withTimestampAssigner((accepted, unused) -> accepted.eventTime()))
                .uid("event-time")
                .setParallelism(PARTITIONS);
    }

    /** Moves with each interaction, where Flink's own generators move five times a second. */
    private static final class NewestTime implements WatermarkGenerator<AcceptedInteraction> {

        private long newest = Long.MIN_VALUE + OUT_OF_ORDERNESS;

        @Override
        public void onEvent(AcceptedInteraction accepted, long eventTime, WatermarkOutput output) {
            newest = Math.max(newest, eventTime);
            output.emitWatermark(new Watermark(newest - OUT_OF_ORDERNESS - 1));
        }

        @Override
        public void onPeriodicEmit(WatermarkOutput output) {
            // said already
        }
    }

    /** What the streaming job must arrive at. */
    Map<String, DirectedRow> graphBefore(long boundary, int historyLength) {
        BatchGraph graph = new BatchGraph(historyLength);
        for (Interaction interaction : distinctBefore(boundary)) {
            if (CoOccurrenceTypes.counts(interaction.type())) {
                graph.add(interaction.userId(), interaction.itemId());
            }
        }
        return graph.rows();
    }

    Map<String, Long> countsBefore(long boundary) {
        List<Interaction> distinct = distinctBefore(boundary);
        long arrived = all().stream().filter(accepted -> accepted.eventTime() < boundary).count();
        long knownUsers = distinct.stream().map(Interaction::userId).distinct().count();
        return Map.of("accepted", (long) distinct.size(), "duplicates", arrived - distinct.size(), "users", knownUsers);
    }

    private List<Interaction> distinctBefore(long boundary) {
        Set<String> known = new HashSet<>();
        return all().stream()
                .filter(accepted -> accepted.eventTime() < boundary)
                .sorted(Comparator.comparingLong(AcceptedInteraction::eventTime)
                        .thenComparingLong(AcceptedInteraction::offset))
                .map(AcceptedInteraction::interaction)
                .filter(interaction -> known.add(interaction.eventId()))
                .toList();
    }

    private List<AcceptedInteraction> all() {
        List<AcceptedInteraction> all = new ArrayList<>();
        for (long index = 0; index < eventIds.length; index++) {
            all.add(map(index));
        }
        return all;
    }
}
