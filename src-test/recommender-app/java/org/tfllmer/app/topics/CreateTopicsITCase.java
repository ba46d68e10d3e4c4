/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.app.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.ConfigResource.Type;
import org.junit.jupiter.api.Test;
import org.tfllmer.app.embedded.EmbeddedKafka;
import org.tfllmer.schemas.topics.TopicCatalogue;

class CreateTopicsITCase {

    private static final ConfigResource ITEMS = new ConfigResource(Type.TOPIC, "items");

    @Test
    void makesTheTopicsThatABrokerLacksAndLeavesTheOthers() throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.startInTemporaryFolder();
                Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic("interactions", 7, (short) 1))).all().get();
            createMissing(kafka.bootstrapServers());

            Map<String, TopicDescription> topics =
                    admin.describeTopics(List.of("interactions", "items")).allTopicNames().get();
            assertThat(topics.get("interactions").partitions()).hasSize(7);
            assertThat(topics.get("items").partitions()).hasSize(4);
            var settings = admin.describeConfigs(List.of(ITEMS)).all().get().get(ITEMS);
            assertThat(settings.get("cleanup.policy").value()).isEqualTo("compact");
        }
    }

    @Test
    void saysThatKafkaCannotBeReached() throws Exception {
        String nobody;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = "127.0.0.1:" + socket.getLocalPort();
        }
        assertThatExceptionOfType(KafkaUnreachableException.class)
                .isThrownBy(() -> createMissing(nobody))
                .withMessageContaining("Kafka cannot be reached at " + nobody);
    }

    private static void createMissing(String bootstrapServers) throws Exception {
        KafkaConnection connection = new KafkaConnection(bootstrapServers, Map.of());
        try (CreateTopics topics = new CreateTopics(connection, Duration.ofSeconds(5))) {
            topics.createMissing(TopicCatalogue.bundled());
        }
    }
}
