/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.topics;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.tfllmer.schemas.ItemEmbedding;
import org.tfllmer.schemas.topics.Topic;
import org.tfllmer.schemas.wire.Codec;
import org.tfllmer.schemas.wire.WireFormat;

/** Decodes item vectors and withdrawals; what cannot be read is a fault of ours and fails the job. */
final class ReadItemVectors implements KafkaRecordDeserializationSchema<ItemVectorChange> {

    private static final long serialVersionUID = 1L;

    private final WireFormat format;
    private transient Codec<ItemEmbedding> codec;

    ReadItemVectors(WireFormat format) {
        this.format = format;
    }

    @Override
    public void open(DeserializationSchema.InitializationContext context) {
        codec = Topic.ITEM_EMBEDDINGS.codec(format);
    }

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<ItemVectorChange> out)
            throws IOException {
        out.collect(record.value() == null
                ? ItemVectorChange.withdrawn(new String(record.key(), UTF_8))
                : ItemVectorChange.to(ReadRecords.decoded(record, codec)));
    }

    @Override
    public TypeInformation<ItemVectorChange> getProducedType() {
        return TypeInformation.of(ItemVectorChange.class);
    }
}
