/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.schemas.topics;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.SchemaParser;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Inputs are written by others and read by us: the current schema reads every released one. Outputs are written by us
 * and read by others, who change at their own pace: every released schema reads the current one too.
 */
class SchemaEvolutionTest {

    private static final Set<Topic<?>> INPUTS = Set.of(Topic.INTERACTIONS, Topic.ITEMS, Topic.USER_DELETIONS);

    static List<Topic<?>> topics() {
        return Topic.all();
    }

    static List<Topic<?>> outputs() {
        return Topic.all().stream().filter(topic -> !INPUTS.contains(topic)).toList();
    }

    @ParameterizedTest
    @MethodSource("topics")
    void theCurrentSchemaReadsEveryReleasedOne(Topic<?> topic) {
        Schema current = topic.schema().current();
        assertThat(topic.schema().released()).isNotEmpty().allMatch(released -> reads(current, released));
    }

    @ParameterizedTest
    @MethodSource("outputs")
    void everyReleasedSchemaOfAnOutputReadsTheCurrentOne(Topic<?> topic) {
        Schema current = topic.schema().current();
        assertThat(topic.schema().released()).allMatch(released -> reads(released, current));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "optional field | 'fields': [     | &{'name': 'x', 'type': ['null', 'int'], 'default': null}, | true  | true",
        "required field | 'fields': [     | &{'name': 'x', 'type': 'int'},                            | false | true",
        "field dropped  | {'name': 'generation', 'type': 'long'}, |                                   | true  | false",
        "field renamed  | 'generation'    | 'number'                                                  | false | false",
        "long to double | 'long'          | 'double'                                                  | true  | false",
        "symbol added   | 'fine_tuned']   | 'fine_tuned', 'merged']                                   | true  | false",
        "symbol dropped | , 'fine_tuned'] | ]                                                         | false | true",
    })
    void aMistakeIsCaught(String change, String old, String changed, boolean readsOld, boolean oldReads) {
        String before = """
                {'type': 'record', 'name': 'R', 'fields': [{'name': 'itemId', 'type': 'string'}, \
                {'name': 'generation', 'type': 'long'}, \
                {'name': 'source', 'type': {'type': 'enum', 'name': 'E', 'symbols': ['projected', 'fine_tuned']}}]}""";
        String replacement = changed == null ? "" : changed.replace("&", old);
        String after = before.replace(old, replacement);
        assertThat(after).isNotEqualTo(before);
        assertThat(reads(parse(after), parse(before))).as(change).isEqualTo(readsOld);
        assertThat(reads(parse(before), parse(after))).as(change).isEqualTo(oldReads);
    }

    /** So a change is a release of its own, and nothing unreleased is ever written. */
    @ParameterizedTest
    @MethodSource("topics")
    void theCurrentSchemaIsTheNewestReleasedOne(Topic<?> topic) {
        List<Schema> released = topic.schema().released();
        assertThat(topic.schema().current()).isEqualTo(released.get(released.size() - 1));
    }

    @ParameterizedTest
    @MethodSource("topics")
    void theChangelogHasALineOfEveryVersionWithItsFingerprint(Topic<?> topic) {
        String changelog = new String(TopicFolder.bytes(TopicFolder.of(topic.name()).file("CHANGELOG.md")), UTF_8);
        List<Schema> released = topic.schema().released();
        for (int version = 1; version <= released.size(); version++) {
            long fingerprint = SchemaNormalization.parsingFingerprint64(released.get(version - 1));
            assertThat(changelog).contains("\n- v%d, fingerprint `%016x`: ".formatted(version, fingerprint));
        }
        assertThat(changelog.lines().filter(line -> line.startsWith("- v"))).hasSize(released.size());
    }

    private static boolean reads(Schema reader, Schema writer) {
        return SchemaCompatibility.checkReaderWriterCompatibility(reader, writer).getType()
                == SchemaCompatibilityType.COMPATIBLE;
    }

    private static Schema parse(String schema) {
        return new SchemaParser().parse(schema.replace('\'', '"')).mainSchema();
    }
}
