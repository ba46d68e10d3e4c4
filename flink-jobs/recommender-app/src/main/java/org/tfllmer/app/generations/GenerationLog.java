/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.app.generations;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.tfllmer.app.topics.KafkaConnection;
import org.tfllmer.app.topics.ReadTopic;
import org.tfllmer.jobs.snapshots.SnapshotStore;
import org.tfllmer.schemas.Generation;
import org.tfllmer.schemas.GenerationState;
import org.tfllmer.schemas.MalformedRecordException;
import org.tfllmer.schemas.SnapshotFile;
import org.tfllmer.schemas.topics.Topic;
import org.tfllmer.schemas.topics.TopicCatalogue;
import org.tfllmer.schemas.wire.Codec;

/** All that was said of the generations of one model, in order. */
public final class GenerationLog {

    private final KafkaConnection kafka;
    private final Codec<Generation> codec;
    private final String model;
    private final List<Generation> said = new ArrayList<>();

    private GenerationLog(KafkaConnection kafka, Codec<Generation> codec, String model) {
        this.kafka = kafka;
        this.codec = codec;
        this.model = model;
    }

    /** Reads the topic from its beginning to its end. */
    public static GenerationLog read(KafkaConnection kafka, String model) {
        Codec<Generation> codec = Topic.GENERATIONS.codec(
                TopicCatalogue.bundled().topic(Topic.GENERATIONS.name()).format().orElseThrow());
        GenerationLog log = new GenerationLog(kafka, codec, model);
        ReadTopic.committed(kafka, Topic.GENERATIONS.name(), log::take);
        return log;
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        try {
            Generation generation = codec.decode(record.value());
            if (generation.model().equals(model)) {
                said.add(generation);
            }
        } catch (MalformedRecordException fault) {
            throw new IllegalStateException("Topic " + record.topic() + ", partition " + record.partition()
                    + ", offset " + record.offset() + ": " + fault.getMessage(), fault);
        }
    }

    /** What was last said of each generation, by its number. */
    public List<Generation> latest() {
        Map<Long, Generation> latest = new TreeMap<>();
        said.forEach(generation -> latest.put(generation.number(), generation));
        return List.copyOf(latest.values());
    }

    /** The last one that was committed. */
    public Optional<Generation> inService() {
        return said.stream()
                .filter(generation -> generation.state() == GenerationState.COMMITTED)
                .reduce((earlier, later) -> later);
    }

    /**
     * Commits a generation again, which puts it into service.
     *
     * @throws IllegalArgumentException if it was never committed, is in service, or its files are not all there as they
     *     were announced
     */
    public Generation rollBack(long number, SnapshotStore store, long now)
            throws ExecutionException, InterruptedException {
        if (inService().filter(generation -> generation.number() == number).isPresent()) {
            throw new IllegalArgumentException("Generation " + number + " of model " + model + " is in service");
        }
        Generation found = said.stream()
                .filter(generation -> generation.number() == number
                        && generation.state() == GenerationState.COMMITTED)
                .reduce((earlier, later) -> later)
                .orElseThrow(() -> new IllegalArgumentException(
                        "Generation " + number + " of model " + model + " was never committed"));
        requireFiles(found, store);
        Generation again = new Generation(model, number, found.parent(), GenerationState.COMMITTED,
                found.boundary(), found.files(), found.measures(), null, now);
        send(again);
        return again;
    }

    private static void requireFiles(Generation generation, SnapshotStore store) {
        for (SnapshotFile file : generation.files()) {
            try {
                store.read(file);
            } catch (IOException notKept) {
                throw new IllegalArgumentException(
                        "Generation " + generation.number() + " is not kept: " + notKept.getMessage(), notKept);
            }
        }
    }

    private void send(Generation generation) throws ExecutionException, InterruptedException {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                kafka.settings(Map.of("acks", "all")), new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(Topic.GENERATIONS.name(),
                    Topic.GENERATIONS.key(generation).getBytes(UTF_8), codec.encode(generation))).get();
        }
    }
}
