/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.schemas.topics;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import org.tfllmer.schemas.wire.WireFormat;

/** Reads the settings of one topic; refuses a setting that it does not know. */
final class TopicYaml {

    private static final Set<String> SETTINGS = Set.of(
            "schema",
            "format",
            "key",
            "partitions",
            "cleanup",
            "retention",
            "history",
            "tombstones",
            "maxMessageBytes");
    private static final String FOREVER = "forever";

    private final String topic;
    private final JsonNode settings;

    private TopicYaml(String topic, JsonNode settings) {
        this.topic = topic;
        this.settings = settings;
    }

    static TopicSettings read(String topic, JsonNode settings) {
        return new TopicYaml(topic, settings).read();
    }

    private TopicSettings read() {
        for (Map.Entry<String, JsonNode> setting : settings.properties()) {
            if (!SETTINGS.contains(setting.getKey())) {
                throw wrong(setting.getKey(), "is no setting of a topic");
            }
        }
        return new TopicSettings(
                topic,
                text("schema"),
                text("format").map(parsed("format", WireFormat::of)),
                text("key"),
                number("partitions"),
                cleanup(),
                retention(),
                text("history").map(parsed("history", Duration::parse)),
                text("tombstones").map(parsed("tombstones", Duration::parse)),
                settings.has("maxMessageBytes") ? OptionalInt.of(number("maxMessageBytes")) : OptionalInt.empty());
    }

    private Optional<String> text(String setting) {
        JsonNode value = settings.path(setting);
        if (value.isMissingNode()) {
            return Optional.empty();
        }
        if (!value.isTextual()) {
            throw wrong(setting, "must be text");
        }
        return Optional.of(value.textValue());
    }

    private int number(String setting) {
        JsonNode value = settings.path(setting);
        if (!value.isInt()) {
            throw wrong(setting, "must be a whole number");
        }
        return value.intValue();
    }

    private Set<Cleanup> cleanup() {
        JsonNode values = settings.path("cleanup");
        if (!values.isArray()) {
            throw wrong("cleanup", "must be a list of delete and compact");
        }
        Set<Cleanup> cleanup = EnumSet.noneOf(Cleanup.class);
        Function<String, Cleanup> constant = parsed("cleanup", text -> Cleanup.valueOf(text.toUpperCase(Locale.ROOT)));
        values.forEach(value -> cleanup.add(constant.apply(value.asText())));
        return cleanup;
    }

    /** Never left to Kafka's own default: a week is too short for a replay. */
    private Optional<Duration> retention() {
        if (cleanup().contains(Cleanup.DELETE) && !settings.has("retention")) {
            throw wrong("retention", "must say how long cleanup delete keeps records, or " + FOREVER);
        }
        return text("retention").filter(time -> !time.equals(FOREVER)).map(parsed("retention", Duration::parse));
    }

    private <T> Function<String, T> parsed(String setting, Function<String, T> parser) {
        return text -> {
            try {
                return parser.apply(text);
            } catch (IllegalArgumentException | DateTimeParseException e) {
                throw wrong(setting, "cannot be read (" + e.getMessage() + ")");
            }
        };
    }

    private IllegalArgumentException wrong(String setting, String rule) {
        return new IllegalArgumentException(topic + "." + setting + " " + rule + ", was " + settings.path(setting));
    }
}
