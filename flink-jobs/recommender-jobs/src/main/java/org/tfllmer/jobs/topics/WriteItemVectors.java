/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.topics;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.tfllmer.schemas.ItemEmbedding;
import org.tfllmer.schemas.topics.Topic;
import org.tfllmer.schemas.wire.Codec;
import org.tfllmer.schemas.wire.WireFormat;

/** Encodes item vectors under their item; a withdrawal has no value, so compaction forgets the item. */
final class WriteItemVectors implements KafkaRecordSerializationSchema<ItemVectorChange> {

    private static final long serialVersionUID = 1L;

    private final WireFormat format;
    private transient Codec<ItemEmbedding> codec;

    WriteItemVectors(WireFormat format) {
        this.format = format;
    }

    @Override
    public void open(SerializationSchema.InitializationContext context, KafkaSinkContext sinkContext) {
        codec = Topic.ITEM_EMBEDDINGS.codec(format);
    }

    @Override
    public ProducerRecord<byte[], byte[]> serialize(ItemVectorChange change, KafkaSinkContext context, Long timestamp) {
        return new ProducerRecord<>(Topic.ITEM_EMBEDDINGS.name(), change.itemId().getBytes(UTF_8),
                change.isWithdrawal() ? null : codec.encode(change.embedding()));
    }
}
