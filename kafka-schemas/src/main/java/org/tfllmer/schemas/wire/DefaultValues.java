/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.schemas.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import java.io.IOException;
import org.apache.avro.JsonProperties;
import org.apache.avro.Schema;
import org.tfllmer.schemas.MalformedRecordException;

/** Defaults stand in a schema as JSON, so the field's own type reads them. */
final class DefaultValues {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private DefaultValues() {}

    static <T> T of(Schema.Field field, WireType<T> type) {
        try (JsonParser parser = asJson(field.defaultVal()).traverse()) {
            parser.nextToken();
            return type.readJson(parser);
        } catch (MalformedRecordException | IOException e) {
            throw new IllegalArgumentException("default of " + field.name() + ": " + e.getMessage(), e);
        }
    }

    private static JsonNode asJson(Object defaultValue) {
        return defaultValue == JsonProperties.NULL_VALUE
                ? NullNode.getInstance()
                : MAPPER.valueToTree(defaultValue);
    }
}
