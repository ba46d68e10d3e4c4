/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.ingest;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.tfllmer.schemas.DeadLetter;
import org.tfllmer.schemas.MalformedRecordException;

/** Makes dead letters of records that a topic's reader cannot use. */
final class RefusedRecords {

    private RefusedRecords() {}

    static DeadLetter malformed(ConsumerRecord<byte[], byte[]> record, String stage, MalformedRecordException fault) {
        Throwable cause = fault.getCause() == null ? fault : fault.getCause();
        return new DeadLetter(record.key(), record.value(), record.topic(), record.partition(), record.offset(), stage,
                fault.reason(), fault.getMessage(), cause.getClass().getName(), record.timestamp());
    }

    static DeadLetter refused(ConsumerRecord<byte[], byte[]> record, String stage, String reason, String detail) {
        return new DeadLetter(record.key(), record.value(), record.topic(), record.partition(), record.offset(), stage,
                reason, detail, null, record.timestamp());
    }
}
