/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.topics;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Serializable;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.tfllmer.schemas.topics.Topic;
import org.tfllmer.schemas.wire.Codec;
import org.tfllmer.schemas.wire.WireFormat;

/**
 * Encodes changes of a topic's records under their key. A removal has no value, so that compaction forgets the record.
 *
 * @param <C> a change
 * @param <T> the record
 */
final class WriteChanges<C, T> implements KafkaRecordSerializationSchema<C> {

    private static final long serialVersionUID = 1L;

    private final String name;
    private final WireFormat format;
    private final Part<C, String> key;
    private final Part<C, T> record;
    private transient Codec<T> codec;

    /** What a change says. */
    interface Part<C, P> extends Serializable {

        P of(C change);
    }

    /** @param record null of a removal */
    WriteChanges(Topic<T> topic, WireFormat format, Part<C, String> key, Part<C, T> record) {
        this.name = topic.name();
        this.format = format;
        this.key = key;
        this.record = record;
    }

    @Override
    public void open(SerializationSchema.InitializationContext context, KafkaSinkContext sinkContext) {
        codec = TopicByName.<T>find(name).codec(format);
    }

    @Override
    public ProducerRecord<byte[], byte[]> serialize(C change, KafkaSinkContext context, Long timestamp) {
        T value = record.of(change);
        return new ProducerRecord<>(name, key.of(change).getBytes(UTF_8), value == null ? null : codec.encode(value));
    }
}
