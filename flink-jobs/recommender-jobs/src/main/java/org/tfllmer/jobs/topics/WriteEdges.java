/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.topics;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.tfllmer.schemas.CooccurrenceEdges;
import org.tfllmer.schemas.topics.Topic;
import org.tfllmer.schemas.wire.Codec;
import org.tfllmer.schemas.wire.WireFormat;

/** Encodes rows of the graph. One that has lost its last edge is removed from the topic: its record has no value. */
final class WriteEdges implements KafkaRecordSerializationSchema<CooccurrenceEdges> {

    private static final long serialVersionUID = 1L;

    private final WireFormat format;
    private transient Codec<CooccurrenceEdges> codec;

    WriteEdges(WireFormat format) {
        this.format = format;
    }

    @Override
    public void open(SerializationSchema.InitializationContext context, KafkaSinkContext sinkContext) {
        codec = Topic.COOCCURRENCE_EDGES.codec(format);
    }

    @Override
    public ProducerRecord<byte[], byte[]> serialize(CooccurrenceEdges row, KafkaSinkContext context, Long timestamp) {
        byte[] value = row.neighbours().isEmpty() ? null : codec.encode(row);
        return new ProducerRecord<>(Topic.COOCCURRENCE_EDGES.name(), row.itemId().getBytes(UTF_8), value);
    }
}
