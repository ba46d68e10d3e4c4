/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.app.topics;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.tfllmer.app.embedded.EmbeddedKafka;
import org.tfllmer.schemas.DeadLetter;
import org.tfllmer.schemas.DeadLetterHeaders;
import org.tfllmer.schemas.Heartbeat;
import org.tfllmer.schemas.topics.Topic;
import org.tfllmer.schemas.topics.TopicCatalogue;

/** A broker with all topics, on which a test writes as jobs and users do. */
public final class TestBroker implements AutoCloseable {

    private final EmbeddedKafka broker;
    private final KafkaConnection connection;
    private final KafkaProducer<byte[], byte[]> producer;

    public TestBroker() throws Exception {
        broker = EmbeddedKafka.startInTemporaryFolder();
        connection = new KafkaConnection(broker.bootstrapServers(), Map.of());
        try (CreateTopics topics = new CreateTopics(connection, Duration.ofSeconds(30))) {
            topics.createMissing(TopicCatalogue.bundled());
        }
        producer = new KafkaProducer<>(
                connection.settings(Map.of()), new ByteArraySerializer(), new ByteArraySerializer());
    }

    public KafkaConnection connection() {
        return connection;
    }

    /** Writes in the usual format of the topic. */
    public <T> void send(Topic<T> topic, T value) throws ExecutionException, InterruptedException {
        String key = topic.key(value);
        byte[] bytes = topic.codec(TopicCatalogue.bundled().topic(topic.name()).format().orElseThrow()).encode(value);
        send(new ProducerRecord<>(topic.name(), key == null ? null : key.getBytes(UTF_8), bytes));
    }

    public void send(DeadLetter letter) throws ExecutionException, InterruptedException {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(Topic.DEAD_LETTERS, letter.key(), letter.value());
        DeadLetterHeaders.of(letter).forEach(record.headers()::add);
        send(record);
    }

    /** Writes a heartbeat on the first partition of the interactions. */
    public void send(Heartbeat heartbeat) throws ExecutionException, InterruptedException {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(Topic.INTERACTIONS.name(), 0, null, null);
        record.headers().add(Heartbeat.HEADER, heartbeat.headerValue());
        send(record);
    }

    public void send(ProducerRecord<byte[], byte[]> record) throws ExecutionException, InterruptedException {
        producer.send(record).get();
    }

    @Override
    public void close() throws IOException {
        producer.close();
        broker.close();
    }
}
