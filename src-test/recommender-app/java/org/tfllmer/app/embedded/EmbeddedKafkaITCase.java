/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.app.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tfllmer.app.topics.CreateTopics;
import org.tfllmer.app.topics.KafkaConnection;
import org.tfllmer.schemas.topics.TopicCatalogue;

class EmbeddedKafkaITCase {

    private static final String TOPIC = "generations";

    @Test
    void showsCommittedTransactionsOnly() throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.startInTemporaryFolder()) {
            createTopics(kafka);
            try (KafkaProducer<String, String> producer = transactionalProducer(kafka)) {
                producer.initTransactions();
                sendInTransaction(producer, "given up");
                producer.abortTransaction();
                sendInTransaction(producer, "kept");
                producer.commitTransaction();
            }
            assertThat(committedValues(kafka)).containsExactly("kept");
        }
    }

    @Test
    void keepsItsRecordsForALaterRunOnTheSameFolder(@TempDir Path folder) throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.startIn(folder)) {
            createTopics(kafka);
            send(kafka, "first run");
        }
        try (EmbeddedKafka kafka = EmbeddedKafka.startIn(folder)) {
            createTopics(kafka);
            send(kafka, "second run");
            assertThat(committedValues(kafka)).containsExactly("first run", "second run");
        }
    }

    private static void createTopics(EmbeddedKafka kafka) throws Exception {
        KafkaConnection connection = new KafkaConnection(kafka.bootstrapServers(), Map.of());
        try (CreateTopics topics = new CreateTopics(connection, Duration.ofSeconds(30))) {
            topics.createMissing(TopicCatalogue.bundled());
        }
    }

    private static void send(EmbeddedKafka kafka, String value) throws Exception {
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers()),
                new StringSerializer(),
                new StringSerializer())) {
            producer.send(new ProducerRecord<>(TOPIC, "key", value)).get();
        }
    }

    private static KafkaProducer<String, String> transactionalProducer(EmbeddedKafka kafka) {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers(), "transactional.id", "test"),
                new StringSerializer(),
                new StringSerializer());
    }

    private static void sendInTransaction(KafkaProducer<String, String> producer, String value) throws Exception {
        producer.beginTransaction();
        producer.send(new ProducerRecord<>(TOPIC, "key", value)).get();
    }

    private static List<String> committedValues(EmbeddedKafka kafka) {
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers(), "isolation.level", "read_committed"),
                new StringDeserializer(),
                new StringDeserializer())) {
            TopicPartition partition = new TopicPartition(TOPIC, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            List<String> values = new ArrayList<>();
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofMillis(100)).forEach(record -> values.add(record.value()));
            }
            return values;
        }
    }
}
