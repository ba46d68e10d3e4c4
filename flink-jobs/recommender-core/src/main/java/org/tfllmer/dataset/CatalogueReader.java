/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.dataset;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** Reads a catalogue, one JSON object a line. Fields of other names are passed over. */
final class CatalogueReader {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final TextFile text;

    private CatalogueReader(TextFile text) {
        this.text = text;
    }

    /** All items, in the order of the lines. */
    static List<CatalogueItem> read(TextFile text) {
        return new CatalogueReader(text).items();
    }

    private List<CatalogueItem> items() {
        List<CatalogueItem> items = new ArrayList<>();
        Map<String, Long> lines = new HashMap<>();
        for (String line = text.next(); line != null; line = text.next()) {
            CatalogueItem item = item(parse(line));
            Long earlier = lines.putIfAbsent(item.id(), text.line());
            if (earlier != null) {
                throw text.wrongField("item", "'" + item.id() + "' stands on line " + earlier + " already");
            }
            items.add(item);
        }
        return List.copyOf(items);
    }

    private CatalogueItem item(JsonNode fields) {
        return new CatalogueItem(
                id(fields),
                required("title", text("title", fields)),
                firstText(fields, "text", "overview", "description"),
                categories(fields),
                availableFrom(fields.path("available_from")));
    }

    private JsonNode parse(String line) {
        try {
            JsonNode fields = JSON.readTree(line);
            if (!fields.isObject()) {
                throw text.wrong("is no JSON object", null);
            }
            return fields;
        } catch (JsonProcessingException invalid) {
            throw text.wrong("is no valid JSON: " + invalid.getOriginalMessage(), invalid);
        }
    }

    private String id(JsonNode fields) {
        JsonNode id = fields.path("item");
        return id.isIntegralNumber() ? id.asText() : required("item", text("item", fields));
    }

    private String required(String field, String value) {
        if (value.isBlank()) {
            throw text.wrongField(field, "is missing");
        }
        return value;
    }

    private String firstText(JsonNode fields, String... names) {
        for (String name : names) {
            String value = text(name, fields);
            if (!value.isEmpty()) {
                return value;
            }
        }
        return "";
    }

    private String text(String name, JsonNode fields) {
        JsonNode value = fields.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return "";
        }
        if (!value.isTextual()) {
            throw text.wrongField(name, "must be a text, was " + value);
        }
        return value.textValue();
    }

    private List<String> categories(JsonNode fields) {
        String name = fields.hasNonNull("categories") ? "categories" : "genres";
        JsonNode values = fields.path(name);
        if (values.isMissingNode() || values.isNull()) {
            return List.of();
        }
        if (!values.isArray()) {
            throw text.wrongField(name, "must be an array of texts, was " + values);
        }
        List<String> categories = new ArrayList<>();
        for (JsonNode value : values) {
            if (!value.isTextual()) {
                throw text.wrongField(name, "must be an array of texts, was " + values);
            }
            categories.add(value.textValue());
        }
        return categories;
    }

    private OptionalLong availableFrom(JsonNode seconds) {
        if (seconds.isMissingNode() || seconds.isNull()) {
            return OptionalLong.empty();
        }
        if (!seconds.isIntegralNumber() || !Timestamps.areSeconds(seconds.asLong(-1))) {
            throw text.wrongField("available_from", "must be whole seconds since 1970, was " + seconds);
        }
        return OptionalLong.of(seconds.longValue() * 1000);
    }
}
