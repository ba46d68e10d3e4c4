/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.schemas.topics;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.entry;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.avro.SchemaParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.tfllmer.schemas.wire.WireFormat;

class TopicCatalogueTest {

    private static final String COMPACTED = """
            items:
              schema: items/item.avsc
              format: json
              key: itemId
              partitions: 4
              cleanup: [compact, delete]
              retention: P30D
              history: P1D
              tombstones: PT1H
              maxMessageBytes: 2097152
            """;

    private final TopicCatalogue bundled = TopicCatalogue.bundled();

    static List<Topic<?>> topics() {
        return Topic.all();
    }

    static Stream<Sample<?>> samples() {
        return Sample.all();
    }

    @Test
    void listsEveryTopicAndTheDeadLetters() {
        assertThat(bundled.topics().stream().map(TopicSettings::name))
                .containsExactlyElementsOf(Stream.concat(
                                Topic.all().stream().map(Topic::name), Stream.of(Topic.DEAD_LETTERS))
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("topics")
    void namesTheSchemaThatTheTopicIsReadWith(Topic<?> topic) throws IOException {
        String schema = bundled.topic(topic.name()).schema().orElseThrow();
        assertThat(new SchemaParser().parse(TopicFolder.moduleFile(schema)).mainSchema())
                .isEqualTo(topic.schema().current());
    }

    @ParameterizedTest
    @MethodSource("samples")
    <T> void namesTheFieldThatRecordsAreKeyedBy(Sample<T> sample) {
        Topic<T> topic = sample.topic();
        String key = bundled.topic(topic.name())
                .key()
                .map(field -> jsonField(sample, field))
                .orElse(null);
        assertThat(topic.key(sample.value())).isEqualTo(key);
    }

    @Test
    void writesArraysInAvroAndTheRestInJson() {
        assertThat(bundled.topics().stream()
                        .filter(topic -> topic.format().equals(Optional.of(WireFormat.AVRO)))
                        .map(TopicSettings::name))
                .containsExactly("cooccurrence-edges", "item-embeddings");
    }

    @Test
    void keepsAUserOrAnItemInOnePartitionNumberOnEveryTopic() {
        assertThat(bundled.topics().stream()
                        .filter(topic -> topic.key().filter(List.of("userId", "itemId")::contains).isPresent())
                        .map(TopicSettings::partitions)
                        .distinct())
                .hasSize(1);
    }

    @Test
    void remembersADeletionLongerThanWhatItDeletes() {
        assertThat(bundled.topic("user-deletions").retention().orElseThrow())
                .isGreaterThan(bundled.topic("interactions").retention().orElseThrow());
    }

    @Test
    void keepsTheAccountOfADeletionAsLongAsItsRequest() {
        assertThat(bundled.topic("user-deletions-done").retention())
                .isEqualTo(bundled.topic("user-deletions").retention());
    }

    @Test
    void translatesTheSettingsForKafka() throws IOException {
        assertThat(read(COMPACTED).topic("items").kafkaConfig())
                .containsOnly(
                        entry("cleanup.policy", "delete,compact"),
                        entry("retention.ms", "2592000000"),
                        entry("min.compaction.lag.ms", "86400000"),
                        entry("delete.retention.ms", "3600000"),
                        entry("max.message.bytes", "2097152"));
    }

    @Test
    void keepsRecordsForeverIfToldSo() throws IOException {
        assertThat(read(COMPACTED.replace("P30D", "forever")).topic("items").kafkaConfig())
                .containsEntry("retention.ms", "-1");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "partitions: 4             | partitions: 0         | items.partitions must be 1 or more, was 0",
        "partitions: 4             | partitions: four      | items.partitions must be a whole number, was \"four\"",
        "format: json              | format: xml           | items.format cannot be read (wire format must be one of",
        "format: json              | retries: 5            | items.retries is no setting of a topic, was 5",
        "schema: items/item.avsc   | ''                    | items.format belongs to a schema",
        "key: itemId               | ''                    | items.key must be there to compact by",
        "[compact, delete]         | [compact]             | items.retention belongs to cleanup delete",
        "[compact, delete]         | [delete]              | items.history belongs to cleanup compact",
        "[compact, delete]         | []                    | items.cleanup must be delete, compact or both",
        "[compact, delete]         | [shred]               | items.cleanup cannot be read",
        "[compact, delete]         | delete                | items.cleanup must be a list of delete and compact",
        "retention: P30D           | ''                    | items.retention must say how long",
        "retention: P30D           | retention: 30 days    | items.retention cannot be read",
        "maxMessageBytes: 2097152  | maxMessageBytes: 0    | items.maxMessageBytes must be 1 or more",
        "items:                    | Items and more!:      | Items and more!.name must be a name that Kafka takes",
    })
    void refusesASettingThatMakesNoSense(String setting, String changed, String message) {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> read(COMPACTED.replace(setting, changed)))
                .withMessageStartingWith(message);
    }

    @Test
    void refusesATopicTwice() {
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> read(COMPACTED + COMPACTED));
    }

    @Test
    void refusesWhatIsNoListOfTopics() {
        assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> read("- items"));
        assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> read(""));
    }

    @Test
    void namesTheTopicsItHasToWhomAsksForAnother() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> bundled.topic("ratings"))
                .withMessage("topic must be one of interactions, items, user-deletions, cooccurrence-edges, "
                        + "graph-snapshots, user-deletions-done, item-embeddings, generations, recommendations, "
                        + "evaluations, dead-letters, was ratings");
    }

    private static TopicCatalogue read(String yaml) throws IOException {
        return TopicCatalogue.read(new ByteArrayInputStream(yaml.getBytes(UTF_8)));
    }

    private static <T> String jsonField(Sample<T> sample, String field) {
        try {
            byte[] json = sample.topic().codec(WireFormat.JSON).encode(sample.value());
            return new ObjectMapper().readTree(json).get(field).textValue();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
