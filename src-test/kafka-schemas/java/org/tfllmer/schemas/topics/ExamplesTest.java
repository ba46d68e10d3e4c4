/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.schemas.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tfllmer.schemas.MalformedRecordException;
import org.tfllmer.schemas.wire.Codec;
import org.tfllmer.schemas.wire.WireFormat;

class ExamplesTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    static List<Topic<?>> topics() {
        return Topic.all();
    }

    @ParameterizedTest
    @MethodSource("topics")
    <T> void everyValidExampleIsReadInFull(Topic<T> topic) throws Exception {
        Codec<T> codec = topic.codec(WireFormat.JSON);
        List<Path> examples = TopicFolder.of(topic.name()).files("examples/valid", ".json");
        assertThat(examples).isNotEmpty();
        for (Path example : examples) {
            JsonNode written = JSON.readTree(codec.encode(codec.decode(TopicFolder.bytes(example))));
            assertHolds(written, JSON.readTree(TopicFolder.bytes(example)), example.toString());
        }
    }

    @ParameterizedTest
    @MethodSource("topics")
    void everyInvalidExampleIsRefusedAsExpected(Topic<?> topic) throws IOException {
        TopicFolder folder = TopicFolder.of(topic.name());
        JsonNode expected = JSON.readTree(TopicFolder.bytes(folder.file("examples/invalid/expected.json")));
        List<Path> examples = folder.files("examples/invalid", ".json");
        assertThat(examples).isNotEmpty().hasSize(expected.size());
        for (Path example : examples) {
            MalformedRecordException fault = catchThrowableOfType(
                    MalformedRecordException.class,
                    () -> topic.codec(WireFormat.JSON).decode(TopicFolder.bytes(example)));
            JsonNode entry = expected.path(example.getFileName().toString());
            assertThat(fault).as(example.toString()).isNotNull();
            assertThat(fault.field()).as(example.toString()).isEqualTo(entry.path("field").textValue());
            assertThat(fault.reason()).as(example.toString()).isEqualTo(entry.path("reason").textValue());
        }
    }

    /** Every field of the example is in what was written. */
    private static void assertHolds(JsonNode written, JsonNode example, String name) {
        if (example.isObject()) {
            example.properties().forEach(
                    field -> assertHolds(written.path(field.getKey()), field.getValue(), name + ": " + field.getKey()));
        } else if (example.isArray()) {
            assertThat(written.size()).as(name).isEqualTo(example.size());
            for (int i = 0; i < example.size(); i++) {
                assertHolds(written.get(i), example.get(i), name + "[" + i + "]");
            }
        } else if (example.isNumber()) {
            assertThat(written.doubleValue()).as(name).isEqualTo(example.doubleValue());
        } else {
            assertThat(written).as(name).isEqualTo(example);
        }
    }
}
