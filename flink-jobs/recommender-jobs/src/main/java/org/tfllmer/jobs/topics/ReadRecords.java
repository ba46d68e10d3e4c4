/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.topics;

import java.io.IOException;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.tfllmer.schemas.MalformedRecordException;
import org.tfllmer.schemas.topics.Topic;
import org.tfllmer.schemas.wire.Codec;
import org.tfllmer.schemas.wire.WireFormat;

/** Decodes a topic that our own jobs write: what cannot be read there is a fault of ours and fails the job. */
final class ReadRecords<T> implements KafkaRecordDeserializationSchema<T> {

    private static final long serialVersionUID = 1L;

    private final String topic;
    private final WireFormat format;
    private final Class<T> type;
    private transient Codec<T> codec;

    ReadRecords(Topic<T> topic, WireFormat format, Class<T> type) {
        this.topic = topic.name();
        this.format = format;
        this.type = type;
    }

    @Override
    public void open(DeserializationSchema.InitializationContext context) {
        codec = TopicByName.<T>find(topic).codec(format);
    }

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<T> out) throws IOException {
        out.collect(decoded(record, codec));
    }

    static <T> T decoded(ConsumerRecord<byte[], byte[]> record, Codec<T> codec) throws IOException {
        try {
            return codec.decode(record.value());
        } catch (MalformedRecordException fault) {
            throw new IOException("Topic " + record.topic() + ", partition " + record.partition() + ", offset "
                    + record.offset() + ": " + fault.getMessage(), fault);
        }
    }

    @Override
    public TypeInformation<T> getProducedType() {
        return TypeInformation.of(type);
    }
}
