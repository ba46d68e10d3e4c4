/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.ingest;

import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.tfllmer.schemas.Heartbeat;
import org.tfllmer.schemas.MalformedRecordException;

/** Finds the heartbeat in a Kafka record. */
final class HeartbeatHeader {

    private HeartbeatHeader() {}

    /**
     * The event time of the heartbeat, or empty if the record is none: one with a value never is.
     *
     * @throws MalformedRecordException if the header has no time in it
     */
    static OptionalLong of(ConsumerRecord<byte[], byte[]> record) throws MalformedRecordException {
        Header header = record.value() == null ? record.headers().lastHeader(Heartbeat.HEADER) : null;
        return header == null ? OptionalLong.empty() : OptionalLong.of(Heartbeat.parse(header.value()).eventTime());
    }
}
