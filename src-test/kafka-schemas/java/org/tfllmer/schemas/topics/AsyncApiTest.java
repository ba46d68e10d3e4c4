/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.schemas.topics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tfllmer.schemas.DeadLetter;
import org.tfllmer.schemas.DeadLetterHeaders;
import org.tfllmer.schemas.Heartbeat;
import org.tfllmer.schemas.wire.WireFormat;

/** {@code asyncapi.yaml} tells others what {@code topics.yaml}, the schemas and the codecs do. */
class AsyncApiTest {

    private static final Map<WireFormat, String> CONTENT_TYPES =
            Map.of(WireFormat.JSON, "application/json", WireFormat.AVRO, "application/vnd.apache.avro+binary");

    private static final JsonNode DOCUMENT = document();

    static List<TopicSettings> topics() {
        return TopicCatalogue.bundled().topics();
    }

    static List<TopicSettings> topicsWithASchema() {
        return topics().stream().filter(topic -> topic.schema().isPresent()).toList();
    }

    @Test
    void describesEveryTopicAndNoOther() {
        assertThat(stream(DOCUMENT.path("channels")).map(channel -> channel.path("address").textValue()))
                .containsExactlyElementsOf(topics().stream().map(TopicSettings::name).toList());
    }

    @ParameterizedTest
    @MethodSource("topics")
    void tellsHowTheTopicIsMade(TopicSettings topic) {
        JsonNode binding = channel(topic).at("/bindings/kafka");
        assertThat(binding.path("partitions").intValue()).isEqualTo(topic.partitions());
        Map<String, String> config = new TreeMap<>();
        binding.path("topicConfiguration").properties().forEach(
                setting -> config.put(setting.getKey(), commaSeparated(setting.getValue())));
        assertThat(config).isEqualTo(topic.kafkaConfig());
    }

    @ParameterizedTest
    @MethodSource("topicsWithASchema")
    void tellsWhatTheTopicCarries(TopicSettings topic) {
        JsonNode message = firstMessage(topic);
        assertThat(message.at("/payload/schema/$ref").textValue()).isEqualTo("./" + topic.schema().orElseThrow());
        assertThat(message.path("contentType").textValue())
                .isEqualTo(CONTENT_TYPES.get(topic.format().orElseThrow()));
        assertThat(message.at("/bindings/kafka/key/description").textValue())
                .isEqualTo(topic.key().map(key -> "The value's " + key + ".").orElse(null));
    }

    @ParameterizedTest
    @MethodSource("topics")
    void hasAnOperationOnEveryChannel(TopicSettings topic) {
        assertThat(stream(DOCUMENT.path("operations"))
                        .map(operation -> resolve(operation.path("channel")))
                        .filter(channel(topic)::equals))
                .hasSize(1);
    }

    @Test
    void pointsToFilesAndPlacesThatExist() {
        for (JsonNode reference : DOCUMENT.findValues("$ref")) {
            String target = reference.textValue();
            boolean exists = target.startsWith("#")
                    ? !DOCUMENT.at(target.substring(1)).isMissingNode()
                    : Files.exists(TopicFolder.moduleFile("asyncapi.yaml").resolveSibling(target));
            assertThat(exists).as(target).isTrue();
        }
    }

    @Test
    void tellsOfHeartbeatsWhereTheyMayBeSent() {
        JsonNode headers = DOCUMENT.at("/components/schemas/heartbeatHeaders");
        String pattern = headers.at("/properties/" + Heartbeat.HEADER + "/pattern").textValue();
        assertThat(new String(new Heartbeat(1_795_500_000_000L).headerValue())).matches(pattern);
        assertThat(DOCUMENT.at("/channels/interactions/messages/heartbeat").isMissingNode()).isFalse();
        JsonNode ofItems = resolve(DOCUMENT.at("/channels/items/messages/heartbeat"));
        assertThat(Heartbeat.itemsKey(3)).matches(ofItems.at("/bindings/kafka/key/pattern").textValue());
    }

    @Test
    void deadLettersHaveTheHeadersThatAreDescribed() throws IOException {
        JsonNode described = new YAMLMapper()
                .readTree(TopicFolder.bytes(TopicFolder.of(Topic.DEAD_LETTERS).file("headers.json")));
        DeadLetter full = new DeadLetter(null, null, "items", 0, 0, "read", "late", "detail", "exception", 0);
        DeadLetter bare = new DeadLetter(null, null, "items", 0, 0, "read", "late", null, null, 0);
        assertThat(described.path("properties").fieldNames())
                .toIterable()
                .containsExactlyElementsOf(DeadLetterHeaders.of(full).keySet());
        assertThat(stream(described.path("required")).map(JsonNode::textValue))
                .containsExactlyElementsOf(DeadLetterHeaders.of(bare).keySet());
    }

    private static JsonNode document() {
        try {
            return new YAMLMapper().readTree(TopicFolder.bytes(TopicFolder.moduleFile("asyncapi.yaml")));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static JsonNode channel(TopicSettings topic) {
        return stream(DOCUMENT.path("channels"))
                .filter(channel -> Objects.equals(channel.path("address").textValue(), topic.name()))
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode firstMessage(TopicSettings topic) {
        return resolve(channel(topic).path("messages").elements().next());
    }

    private static JsonNode resolve(JsonNode reference) {
        return DOCUMENT.at(reference.path("$ref").textValue().substring(1));
    }

    private static String commaSeparated(JsonNode value) {
        return value.isArray() ? stream(value).map(JsonNode::asText).collect(Collectors.joining(",")) : value.asText();
    }

    private static Stream<JsonNode> stream(JsonNode container) {
        return StreamSupport.stream(container.spliterator(), false);
    }
}
