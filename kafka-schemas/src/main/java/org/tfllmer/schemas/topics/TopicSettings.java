/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.schemas.topics;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.tfllmer.schemas.wire.WireFormat;

/**
 * How a topic is made and written.
 *
 * @param schema     path of the value's schema, or empty if the values are not ours
 * @param format     wire format of the values unless an option says otherwise; present with a schema only
 * @param key        field whose text is the record's key, or empty if records have none
 * @param retention  how long records are kept where the cleanup deletes; empty for ever
 * @param history    how long older records of a key are surely kept where the cleanup compacts
 * @param tombstones how long the removal of a key can be read where the cleanup compacts
 * @param maxMessageBytes largest batch of records in bytes, or empty for Kafka's default
 */
public record TopicSettings(
        String name,
        Optional<String> schema,
        Optional<WireFormat> format,
        Optional<String> key,
        int partitions,
        Set<Cleanup> cleanup,
        Optional<Duration> retention,
        Optional<Duration> history,
        Optional<Duration> tombstones,
        OptionalInt maxMessageBytes) {

    private static final Pattern KAFKA_NAME = Pattern.compile("[a-zA-Z0-9._-]{1,249}");

    /** Kafka's word for a retention without end. */
    private static final String FOREVER = "-1";

    /** @throws IllegalArgumentException naming the topic, the setting and its value */
    public TopicSettings {
        cleanup = Set.copyOf(cleanup);
        boolean compacts = cleanup.contains(Cleanup.COMPACT);
        require(KAFKA_NAME.matcher(name).matches(), name, "name", "must be a name that Kafka takes", name);
        require(schema.isPresent() == format.isPresent(), name, "format", "belongs to a schema", format);
        require(partitions >= 1, name, "partitions", "must be 1 or more", partitions);
        require(maxMessageBytes.orElse(1) >= 1, name, "maxMessageBytes", "must be 1 or more", maxMessageBytes);
        require(!cleanup.isEmpty(), name, "cleanup", "must be delete, compact or both", cleanup);
        require(!compacts || key.isPresent(), name, "key", "must be there to compact by", key);
        require(
                retention.isEmpty() || cleanup.contains(Cleanup.DELETE),
                name,
                "retention",
                "belongs to cleanup delete",
                retention);
        require(history.isEmpty() || compacts, name, "history", "belongs to cleanup compact", history);
        require(tombstones.isEmpty() || compacts, name, "tombstones", "belongs to cleanup compact", tombstones);
    }

    private static void require(boolean kept, String topic, String setting, String rule, Object value) {
        if (!kept) {
            throw new IllegalArgumentException(topic + "." + setting + " " + rule + ", was " + value);
        }
    }

    /** Kafka's own settings, to create the topic with. */
    public Map<String, String> kafkaConfig() {
        Map<String, String> config = new TreeMap<>();
        config.put("cleanup.policy", cleanupPolicy());
        if (cleanup.contains(Cleanup.DELETE)) {
            config.put("retention.ms", retention.map(TopicSettings::milliseconds).orElse(FOREVER));
        }
        history.ifPresent(time -> config.put("min.compaction.lag.ms", milliseconds(time)));
        tombstones.ifPresent(time -> config.put("delete.retention.ms", milliseconds(time)));
        maxMessageBytes.ifPresent(bytes -> config.put("max.message.bytes", Integer.toString(bytes)));
        return config;
    }

    private String cleanupPolicy() {
        return cleanup.stream()
                .sorted()
                .map(policy -> policy.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(","));
    }

    private static String milliseconds(Duration duration) {
        return Long.toString(duration.toMillis());
    }
}
