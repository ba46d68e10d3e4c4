/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.dataset;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A file of a JSON object a line, as Amazon Reviews 2023 has them. */
final class RawLines {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long MILLISECONDS = 1000;

    private RawLines() {}

    /** Reviews: user_id, parent_asin, timestamp in milliseconds, rating. */
    static void reviews(Path file, Consumer<RawInteraction> reader) {
        read(file, (text, line) -> reader.accept(new RawInteraction(
                required(text, line, "user_id").asText(), required(text, line, "parent_asin").asText(),
                time(text, line), line.path("rating").asDouble(Double.NaN), "")));
    }

    /** Metadata: parent_asin, title, categories, features and description. */
    static void metadata(Path file, Consumer<RawItem> reader) {
        read(file, (text, line) -> {
            List<String> words = new ArrayList<>(texts(line.path("features")));
            words.addAll(texts(line.path("description")));
            reader.accept(new RawItem(required(text, line, "parent_asin").asText(), line.path("title").asText(""),
                    String.join(" ", words), texts(line.path("categories"))));
        });
    }

    private static long time(TextFile text, JsonNode line) {
        JsonNode time = required(text, line, "timestamp");
        if (!time.isIntegralNumber() || time.asLong() < 0) {
            throw text.wrongField("timestamp", "must be milliseconds since 1970, was " + time);
        }
        return time.asLong() / MILLISECONDS;
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(entry -> texts.add(entry.asText()));
        return texts;
    }

    private static JsonNode required(TextFile text, JsonNode line, String field) {
        JsonNode value = line.path(field);
        if (value.isMissingNode() || value.isNull() || value.asText("x").isEmpty()) {
            throw text.wrongField(field, "must be given");
        }
        return value;
    }

    private interface LineReader {

        void read(TextFile text, JsonNode line);
    }

    private static void read(Path file, LineReader reader) {
        try (TextFile text = TextFile.open(file)) {
            for (String line = text.next(); line != null; line = text.next()) {
                try {
                    reader.read(text, JSON.readTree(line));
                } catch (JsonProcessingException noJson) {
                    throw text.wrong("is no JSON object: " + noJson.getOriginalMessage(), noJson);
                }
            }
        }
    }
}
