/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.ingest;

import java.time.Duration;
import java.util.OptionalLong;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.tfllmer.schemas.DeadLetter;
import org.tfllmer.schemas.Interaction;
import org.tfllmer.schemas.MalformedRecordException;
import org.tfllmer.schemas.topics.Topic;
import org.tfllmer.schemas.wire.Codec;
import org.tfllmer.schemas.wire.WireFormat;

/**
 * Decodes records of the interactions topic. What it decides depends on the record alone, so a replay decides alike:
 * an interaction is in the future if it claims a time after the record's own timestamp, plus the clock skew.
 */
public final class ReadInteractions implements KafkaRecordDeserializationSchema<InteractionArrival> {

    static final String STAGE = "read-interactions";

    private static final long serialVersionUID = 1L;

    private final WireFormat format;
    private final long clockSkew;
    private transient Codec<Interaction> codec;

    public ReadInteractions(WireFormat format, Duration clockSkew) {
        this.format = format;
        this.clockSkew = clockSkew.toMillis();
    }

    @Override
    public void open(DeserializationSchema.InitializationContext context) {
        codec = Topic.INTERACTIONS.codec(format);
    }

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<InteractionArrival> out) {
        out.collect(arrival(record));
    }

    private InteractionArrival arrival(ConsumerRecord<byte[], byte[]> record) {
        try {
            OptionalLong heartbeat = HeartbeatHeader.of(record);
            if (heartbeat.isPresent()) {
                return heartbeat(record, heartbeat.getAsLong());
            }
            if (record.value() == null) {
                throw new MalformedRecordException(MalformedRecordException.MALFORMED, null,
                        "must have a value or a heartbeat");
            }
            return decoded(record, codec.decode(record.value()));
        } catch (MalformedRecordException fault) {
            return dead(record, RefusedRecords.malformed(record, STAGE, fault));
        }
    }

    private InteractionArrival heartbeat(ConsumerRecord<byte[], byte[]> record, long eventTime) {
        return new InteractionArrival(null, null, null, null, eventTime, record.partition(), record.offset());
    }

    private InteractionArrival decoded(ConsumerRecord<byte[], byte[]> record, Interaction interaction) {
        if (interaction.eventTime() > record.timestamp() + clockSkew) {
            return dead(record, RefusedRecords.future(record, STAGE, interaction.eventTime()));
        }
        return new InteractionArrival(interaction, null, record.key(), record.value(), interaction.eventTime(),
                record.partition(), record.offset());
    }

    private static InteractionArrival dead(ConsumerRecord<byte[], byte[]> record, DeadLetter letter) {
        return new InteractionArrival(null, letter, null, null, Long.MIN_VALUE, record.partition(), record.offset());
    }

    @Override
    public TypeInformation<InteractionArrival> getProducedType() {
        return TypeInformation.of(InteractionArrival.class);
    }
}
