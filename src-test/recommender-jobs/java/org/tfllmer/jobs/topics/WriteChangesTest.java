/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.topics;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tfllmer.schemas.CooccurrenceEdges;
import org.tfllmer.schemas.topics.Topic;
import org.tfllmer.schemas.wire.WireFormat;

class WriteChangesTest {

    private final WriteChanges<CooccurrenceEdges, CooccurrenceEdges> writing = new WriteChanges<>(
            Topic.COOCCURRENCE_EDGES, WireFormat.AVRO, CooccurrenceEdges::itemId,
            row -> row.neighbours().isEmpty() ? null : row);

    @BeforeEach
    void open() {
        writing.open(null, null);
    }

    @Test
    void aRowIsWrittenUnderItsItem() throws Exception {
        CooccurrenceEdges row =
                new CooccurrenceEdges("tea", 100, 2, List.of(new CooccurrenceEdges.Neighbour("cup", 2)));
        ProducerRecord<byte[], byte[]> record = writing.serialize(row, null, null);
        assertThat(record.key()).isEqualTo("tea".getBytes(UTF_8));
        assertThat(Topic.COOCCURRENCE_EDGES.codec(WireFormat.AVRO).decode(record.value())).isEqualTo(row);
    }

    @Test
    void aRowWithoutEdgesIsRemoved() {
        ProducerRecord<byte[], byte[]> record =
                writing.serialize(new CooccurrenceEdges("tea", 100, 0, List.of()), null, null);
        assertThat(record.key()).isEqualTo("tea".getBytes(UTF_8));
        assertThat(record.value()).isNull();
    }
}
