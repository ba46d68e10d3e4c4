/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.app.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tfllmer.app.topics.KafkaConnection;
import org.tfllmer.app.topics.ReadTopic;
import org.tfllmer.app.topics.TestBroker;
import org.tfllmer.schemas.Heartbeat;
import org.tfllmer.schemas.Interaction;
import org.tfllmer.schemas.InteractionType;
import org.tfllmer.schemas.Item;
import org.tfllmer.schemas.wire.WireFormat;

class KafkaReplayOutputITCase {

    private static final Item ASSAM =
            new Item("assam", "Malty Assam", null, List.of(), new float[] {1}, null, null, null, false, 20);
    private static final Interaction ANN_VIEWS_ASSAM =
            new Interaction("tea-shop-2", "ann", "assam", InteractionType.VIEW, null, 20);

    private TestBroker broker;
    private KafkaConnection kafka;

    @BeforeEach
    void startBroker() throws Exception {
        broker = new TestBroker();
        kafka = broker.connection();
    }

    @AfterEach
    void stopBroker() throws Exception {
        broker.close();
    }

    @Test
    void remembersOnTheTopicsWhatItSent() {
        try (KafkaReplayOutput output = output()) {
            output.item(ASSAM);
            output.interaction(ANN_VIEWS_ASSAM);
            output.heartbeat(30);
        }
        assertThat(SentBefore.read(kafka, WireFormat.JSON))
                .isEqualTo(new SentBefore(Set.of("tea-shop-2"), Set.of("assam")));
    }

    @Test
    void tellsTheTimeOnEveryPartition() throws Exception {
        try (KafkaReplayOutput output = output()) {
            output.heartbeat(30);
        }
        for (String topic : List.of("interactions", "items")) {
            List<Integer> partitions = new ArrayList<>();
            for (ConsumerRecord<byte[], byte[]> record : records(topic)) {
                assertThat(record.value()).isNull();
                assertThat(Heartbeat.parse(record.headers().lastHeader(Heartbeat.HEADER).value()))
                        .isEqualTo(new Heartbeat(30));
                partitions.add(record.partition());
            }
            assertThat(partitions).containsExactlyInAnyOrder(0, 1, 2, 3);
        }
    }

    @Test
    void failsWhenARecordIsRefused() {
        float[] longerThanABrokerTakes = new float[1 << 19];
        try (KafkaReplayOutput output = output()) {
            output.item(new Item(
                    "assam", "Malty Assam", null, List.of(), longerThanABrokerTakes, null, null, null, false, 20));
            assertThatExceptionOfType(KafkaException.class)
                    .isThrownBy(() -> output.heartbeat(30))
                    .withMessage("the replay could not send a record");
        }
    }

    private KafkaReplayOutput output() {
        return new KafkaReplayOutput(kafka, WireFormat.JSON, WireFormat.JSON);
    }

    private List<ConsumerRecord<byte[], byte[]>> records(String topic) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        ReadTopic.committed(kafka, topic, records::add);
        return records;
    }
}
