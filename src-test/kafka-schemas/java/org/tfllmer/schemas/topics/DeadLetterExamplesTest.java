/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.schemas.topics;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tfllmer.schemas.DeadLetter;
import org.tfllmer.schemas.DeadLetterHeaders;
import org.tfllmer.schemas.MalformedRecordException;
import org.tfllmer.schemas.wire.WireFormat;

class DeadLetterExamplesTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final TopicFolder folder = TopicFolder.of(Topic.DEAD_LETTERS);

    @Test
    void everyValidExampleIsReadAndWrittenAlike() throws Exception {
        for (Path file : folder.files("examples/valid", ".json")) {
            JsonNode example = JSON.readTree(TopicFolder.bytes(file));
            DeadLetter letter = read(example);
            assertThat(DeadLetterHeaders.of(letter))
                    .as(file.toString())
                    .usingRecursiveComparison()
                    .isEqualTo(headers(example));
        }
    }

    @Test
    void theExamplesDetailIsWhatTheCodecSays() throws Exception {
        DeadLetter letter = read(JSON.readTree(TopicFolder.bytes(folder.file("examples/valid/wrong-type.json"))));
        MalformedRecordException fault = catchThrowableOfType(
                MalformedRecordException.class,
                () -> Topic.INTERACTIONS.codec(WireFormat.JSON).decode(letter.value()));
        assertThat(fault).hasMessage(letter.detail());
        assertThat(fault.reason()).isEqualTo(letter.reason());
    }

    @Test
    void everyInvalidExampleIsRefusedAsExpected() throws IOException {
        JsonNode expected = JSON.readTree(TopicFolder.bytes(folder.file("examples/invalid/expected.json")));
        for (Path file : folder.files("examples/invalid", ".json")) {
            JsonNode example = JSON.readTree(TopicFolder.bytes(file));
            MalformedRecordException fault =
                    catchThrowableOfType(MalformedRecordException.class, () -> read(example));
            JsonNode entry = expected.path(file.getFileName().toString());
            assertThat(fault.field()).as(file.toString()).isEqualTo(entry.path("field").textValue());
            assertThat(fault.reason()).as(file.toString()).isEqualTo(entry.path("reason").textValue());
        }
    }

    private static DeadLetter read(JsonNode example) throws MalformedRecordException {
        return DeadLetterHeaders.read(bytes(example.path("key")), bytes(example.path("value")), headers(example));
    }

    private static Map<String, byte[]> headers(JsonNode example) {
        Map<String, byte[]> headers = new LinkedHashMap<>();
        example.path("headers").properties().forEach(
                header -> headers.put(header.getKey(), bytes(header.getValue())));
        return headers;
    }

    private static byte[] bytes(JsonNode text) {
        return text.isNull() ? null : text.textValue().getBytes(UTF_8);
    }
}
