/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.endtoend;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.tfllmer.schemas.topics.Topic;
import org.tfllmer.schemas.topics.TopicCatalogue;
import org.tfllmer.schemas.wire.Codec;

/** Reads a topic's committed records with a plain Kafka client. */
final class TopicContent {

    private TopicContent() {}

    /** In the order of each partition, partition after partition. */
    static List<ConsumerRecord<byte[], byte[]>> records(String bootstrapServers, String topic) {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed"),
                new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
            return records;
        }
    }

    /** Records with a value, decoded in the topic's usual format. */
    static <T> List<T> values(String bootstrapServers, Topic<T> topic) throws Exception {
        Codec<T> codec = topic.codec(TopicCatalogue.bundled().topic(topic.name()).format().orElseThrow());
        List<T> values = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : records(bootstrapServers, topic.name())) {
            if (record.value() != null) {
                values.add(codec.decode(record.value()));
            }
        }
        return values;
    }
}
