/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.OptionalLong;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.tfllmer.schemas.Item;
import org.tfllmer.schemas.MalformedRecordException;
import org.tfllmer.schemas.topics.Topic;
import org.tfllmer.schemas.wire.Codec;
import org.tfllmer.schemas.wire.WireFormat;

/** Decodes records of the items topic. A removal happens when Kafka got it: it has no value to carry a time. */
public final class ReadItems implements KafkaRecordDeserializationSchema<ItemArrival> {

    static final String STAGE = "read-items";

    private static final long serialVersionUID = 1L;

    private final WireFormat format;
    private final int embeddingDimension;
    private transient Codec<Item> codec;

    /** @param embeddingDimension what the length of every language-model embedding must be */
    public ReadItems(WireFormat format, int embeddingDimension) {
        this.format = format;
        this.embeddingDimension = embeddingDimension;
    }

    @Override
    public void open(DeserializationSchema.InitializationContext context) {
        codec = Topic.ITEMS.codec(format);
    }

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<ItemArrival> out) {
        out.collect(arrival(record));
    }

    private ItemArrival arrival(ConsumerRecord<byte[], byte[]> record) {
        try {
            OptionalLong heartbeat = HeartbeatHeader.of(record);
            if (heartbeat.isPresent()) {
                return new ItemArrival(null, null, null, heartbeat.getAsLong(), record.offset());
            }
            return record.value() == null ? removal(record) : version(record, codec.decode(record.value()));
        } catch (MalformedRecordException fault) {
            return new ItemArrival(null, null, RefusedRecords.malformed(record, STAGE, fault), Long.MIN_VALUE,
                    record.offset());
        }
    }

    private static ItemArrival removal(ConsumerRecord<byte[], byte[]> record) throws MalformedRecordException {
        if (record.key() == null) {
            throw new MalformedRecordException(MalformedRecordException.MISSING_FIELD, null,
                    "must have a key or a value: without both it says nothing");
        }
        return new ItemArrival(new String(record.key(), UTF_8), null, null, record.timestamp(), record.offset());
    }

    private ItemArrival version(ConsumerRecord<byte[], byte[]> record, Item item) throws MalformedRecordException {
        if (item.embedding() != null && item.embedding().length != embeddingDimension) {
            throw new MalformedRecordException(MalformedRecordException.INVALID_VALUE, "embedding",
                    "must have " + embeddingDimension + " numbers, had " + item.embedding().length);
        }
        return new ItemArrival(item.itemId(), item, null, item.eventTime(), record.offset());
    }

    @Override
    public TypeInformation<ItemArrival> getProducedType() {
        return TypeInformation.of(ItemArrival.class);
    }
}
