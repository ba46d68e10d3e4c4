/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.topics;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.tfllmer.schemas.topics.Topic;
import org.tfllmer.schemas.wire.Codec;
import org.tfllmer.schemas.wire.WireFormat;

/**
 * Encodes a topic's records under their key. Kafka's own timestamp is left to be the time of writing: with the event
 * time of a replay, years ago, retention would remove a record at once.
 */
final class WriteRecords<T> implements KafkaRecordSerializationSchema<T> {

    private static final long serialVersionUID = 1L;

    private final String name;
    private final WireFormat format;
    private transient Topic<T> topic;
    private transient Codec<T> codec;

    WriteRecords(Topic<T> topic, WireFormat format) {
        this.name = topic.name();
        this.format = format;
    }

    @Override
    public void open(SerializationSchema.InitializationContext context, KafkaSinkContext sinkContext) {
        topic = TopicByName.find(name);
        codec = topic.codec(format);
    }

    @Override
    public ProducerRecord<byte[], byte[]> serialize(T record, KafkaSinkContext context, Long timestamp) {
        String key = topic.key(record);
        return new ProducerRecord<>(name, key == null ? null : key.getBytes(UTF_8), codec.encode(record));
    }
}
