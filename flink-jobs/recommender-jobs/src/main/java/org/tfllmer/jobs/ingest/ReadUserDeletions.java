/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.ingest;

import java.time.Duration;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.tfllmer.schemas.DeadLetter;
import org.tfllmer.schemas.MalformedRecordException;
import org.tfllmer.schemas.UserDeletion;
import org.tfllmer.schemas.topics.Topic;
import org.tfllmer.schemas.wire.Codec;
import org.tfllmer.schemas.wire.WireFormat;

/** Decodes records of the user-deletions topic. A request may not lie in the future: it would wait for ever. */
public final class ReadUserDeletions implements KafkaRecordDeserializationSchema<UserRequest> {

    static final String STAGE = "read-user-deletions";

    private static final long serialVersionUID = 1L;

    private final WireFormat format;
    private final long clockSkew;
    private transient Codec<UserDeletion> codec;

    public ReadUserDeletions(WireFormat format, Duration clockSkew) {
        this.format = format;
        this.clockSkew = clockSkew.toMillis();
    }

    @Override
    public void open(DeserializationSchema.InitializationContext context) {
        codec = Topic.USER_DELETIONS.codec(format);
    }

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<UserRequest> out) {
        out.collect(request(record));
    }

    private UserRequest request(ConsumerRecord<byte[], byte[]> record) {
        try {
            if (record.value() == null) {
                throw new MalformedRecordException(MalformedRecordException.MALFORMED, null, "must have a value");
            }
            return decoded(record, codec.decode(record.value()));
        } catch (MalformedRecordException fault) {
            return dead(RefusedRecords.malformed(record, STAGE, fault));
        }
    }

    private UserRequest decoded(ConsumerRecord<byte[], byte[]> record, UserDeletion deletion) {
        if (deletion.eventTime() > record.timestamp() + clockSkew) {
            return dead(RefusedRecords.future(record, STAGE, deletion.eventTime()));
        }
        return new UserRequest(deletion, null);
    }

    private static UserRequest dead(DeadLetter letter) {
        return new UserRequest(null, letter);
    }

    @Override
    public TypeInformation<UserRequest> getProducedType() {
        return TypeInformation.of(UserRequest.class);
    }
}
