/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.topics;

import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.tfllmer.schemas.DeadLetter;
import org.tfllmer.schemas.DeadLetterHeaders;
import org.tfllmer.schemas.topics.Topic;

/** Writes the original bytes, and what is known of them as headers. */
final class WriteDeadLetters implements KafkaRecordSerializationSchema<DeadLetter> {

    private static final long serialVersionUID = 1L;

    @Override
    public ProducerRecord<byte[], byte[]> serialize(DeadLetter letter, KafkaSinkContext context, Long timestamp) {
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(Topic.DEAD_LETTERS, letter.key(), letter.value());
        DeadLetterHeaders.of(letter).forEach(record.headers()::add);
        return record;
    }
}
