/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.ingest;

import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.tfllmer.schemas.DeadLetter;
import org.tfllmer.schemas.MalformedRecordException;

/** Makes dead letters of records that a topic's reader cannot use. */
final class RefusedRecords {

    /** Reason of a dead letter whose event time lies after its arrival. */
    static final String FUTURE = "future";

    private RefusedRecords() {}

    static DeadLetter malformed(ConsumerRecord<byte[], byte[]> record, String stage, MalformedRecordException fault) {
        Throwable cause = fault.getCause() == null ? fault : fault.getCause();
        return new DeadLetter(record.key(), record.value(), record.topic(), record.partition(), record.offset(), stage,
                fault.reason(), fault.getMessage(), cause.getClass().getName(), record.timestamp());
    }

    /** Of a record that claims to have happened after it came. */
    static DeadLetter future(ConsumerRecord<byte[], byte[]> record, String stage, long eventTime) {
        String detail = "eventTime must not be after the arrival " + Instant.ofEpochMilli(record.timestamp()) + ", was "
                + eventTime;
        return new DeadLetter(record.key(), record.value(), record.topic(), record.partition(), record.offset(), stage,
                FUTURE, detail, null, record.timestamp());
    }
}
