/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.app.progress;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.tfllmer.app.replay.GenerationGate;
import org.tfllmer.app.summary.QualitySoFar;
import org.tfllmer.app.topics.KafkaConnection;
import org.tfllmer.app.topics.ReadTopic;
import org.tfllmer.jobs.config.JobConfig;
import org.tfllmer.schemas.Evaluation;
import org.tfllmer.schemas.Generation;
import org.tfllmer.schemas.MalformedRecordException;
import org.tfllmer.schemas.Recommendations;
import org.tfllmer.schemas.topics.Topic;
import org.tfllmer.schemas.wire.Codec;

/**
 * Follows what the jobs publish, on a thread of its own: generations and quality from their topics' beginnings, lists
 * from now on.
 */
public final class TopicWatch implements GenerationGate, AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(100);
    private static final long MILLISECONDS_BETWEEN_LOOKS = 20;

    private final String model;
    private final Codec<Generation> generations;
    private final Codec<Evaluation> evaluations;
    private final Codec<Recommendations> recommendations;
    private final Consumer<Recommendations> lists;
    private final Runnable throwIfHopeless;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Thread thread;
    private final QualitySoFar quality = new QualitySoFar();
    private final AtomicLong boundary = new AtomicLong(Long.MIN_VALUE);
    private final AtomicLong generation = new AtomicLong();
    private volatile Exception failure;

    /**
     * @param lists           given each list, on the watch's thread
     * @param throwIfHopeless called again and again by whoever waits at the gate; what it throws ends the wait
     */
    public TopicWatch(
            KafkaConnection kafka, JobConfig config, Consumer<Recommendations> lists, Runnable throwIfHopeless) {
        this.model = config.model();
        this.generations = codec(Topic.GENERATIONS, config);
        this.evaluations = codec(Topic.EVALUATIONS, config);
        this.recommendations = codec(Topic.RECOMMENDATIONS, config);
        this.lists = lists;
        this.throwIfHopeless = throwIfHopeless;
        this.consumer = ReadTopic.committedConsumer(kafka);
        assign();
        this.thread = new Thread(this::follow, "topic-watch");
        thread.setDaemon(true);
        thread.start();
    }

    private static <T> Codec<T> codec(Topic<T> topic, JobConfig config) {
        return topic.codec(config.kafka().format(topic.name()));
    }

    private void assign() {
        List<TopicPartition> history = new ArrayList<>(ReadTopic.partitions(consumer, Topic.GENERATIONS.name()));
        history.addAll(ReadTopic.partitions(consumer, Topic.EVALUATIONS.name()));
        List<TopicPartition> fresh = ReadTopic.partitions(consumer, Topic.RECOMMENDATIONS.name());
        List<TopicPartition> all = new ArrayList<>(history);
        all.addAll(fresh);
        consumer.assign(all);
        consumer.seekToBeginning(history);
        consumer.seekToEnd(fresh);
        fresh.forEach(consumer::position); // settles the end before any job writes
    }

    /** The committed generation with the largest number, 0 before the first. */
    public long generation() {
        return generation.get();
    }

    public QualitySoFar quality() {
        return quality;
    }

    @Override
    public boolean await(long awaited, Duration atMost) throws InterruptedException {
        long start = System.nanoTime();
        while (boundary.get() < awaited && System.nanoTime() - start < atMost.toNanos()) {
            throwIfHopeless.run();
            if (failure != null) {
                throw new IllegalStateException(
                        "Cannot follow what the jobs publish: " + failure.getMessage(), failure);
            }
            TimeUnit.MILLISECONDS.sleep(MILLISECONDS_BETWEEN_LOOKS);
        }
        return boundary.get() >= awaited;
    }

    private void follow() {
        try (consumer) {
            while (true) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    take(record);
                }
            }
        } catch (WakeupException closed) {
            // The way to end a poll.
        } catch (MalformedRecordException | RuntimeException e) {
            failure = e;
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> record) throws MalformedRecordException {
        if (record.value() == null) {
            return;
        }
        if (record.topic().equals(Topic.GENERATIONS.name())) {
            take(generations.decode(record.value()));
        } else if (record.topic().equals(Topic.EVALUATIONS.name())) {
            quality.add(evaluations.decode(record.value()));
        } else {
            lists.accept(recommendations.decode(record.value()));
        }
    }

    private void take(Generation said) {
        if (said.model().equals(model)) {
            switch (said.state()) {
                case COMMITTED -> {
                    generation.accumulateAndGet(said.number(), Math::max);
                    boundary.accumulateAndGet(said.boundary(), Math::max);
                }
                case REVOKED -> boundary.accumulateAndGet(said.boundary(), Math::max);
                case PREPARED -> { } // a later record decides
            }
        }
    }

    @Override
    public void close() throws InterruptedException {
        consumer.wakeup();
        thread.join();
    }
}
