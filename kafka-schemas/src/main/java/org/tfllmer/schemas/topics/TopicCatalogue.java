/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.schemas.topics;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tfllmer.schemas.Interaction;

/** The settings of every topic. Plain data: whoever talks to Kafka creates the topics from it. */
public final class TopicCatalogue {

    private static final YAMLMapper YAML =
            YAMLMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

    private final Map<String, TopicSettings> topics = new LinkedHashMap<>();

    private TopicCatalogue(List<TopicSettings> topics) {
        topics.forEach(topic -> this.topics.put(topic.name(), topic));
    }

    /** The catalogue that this module ships, {@code topics.yaml}. */
    public static TopicCatalogue bundled() {
        try (InputStream yaml = Interaction.class.getResourceAsStream("topics.yaml")) {
            return read(yaml);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read topics.yaml", e);
        }
    }

    /**
     * @param yaml an object of topics by name, as {@code topics.yaml} describes them
     * @throws IllegalArgumentException naming the topic and the setting that is wrong
     * @throws IOException              if it is no YAML
     */
    public static TopicCatalogue read(InputStream yaml) throws IOException {
        JsonNode root = YAML.readTree(yaml);
        if (!root.isObject()) {
            throw new IllegalArgumentException("the topic catalogue must be an object of topics by name, was " + root);
        }
        List<TopicSettings> topics = new ArrayList<>();
        root.properties().forEach(topic -> topics.add(TopicYaml.read(topic.getKey(), topic.getValue())));
        return new TopicCatalogue(topics);
    }

    /** In the order of the file. */
    public List<TopicSettings> topics() {
        return List.copyOf(topics.values());
    }

    /** @throws IllegalArgumentException if there is no such topic */
    public TopicSettings topic(String name) {
        return Optional.ofNullable(topics.get(name))
                .orElseThrow(() -> new IllegalArgumentException(
                        "topic must be one of " + String.join(", ", topics.keySet()) + ", was " + name));
    }
}
