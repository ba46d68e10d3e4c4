/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.tensors;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The JSON at the start of a safetensors file.
 *
 * @param entries in the order in which the tensors lie in the file, without a gap
 */
record SafetensorsHeader(List<SafetensorsEntry> entries, Map<String, String> metadata) {

    /** The one name in the header that is no tensor. */
    static final String METADATA = "__metadata__";

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** Larger values come first, so that each tensor begins at a multiple of its values' length. */
    static SafetensorsHeader of(NamedTensors tensors) {
        List<String> names = new ArrayList<>(tensors.names());
        names.sort(Comparator.comparing(name -> tensors.tensor(name).type()));
        List<SafetensorsEntry> entries = new ArrayList<>();
        long begin = 0;
        for (String name : names) {
            SafetensorsEntry entry = SafetensorsEntry.of(name, tensors.tensor(name), begin);
            entries.add(entry);
            begin = entry.end();
        }
        return new SafetensorsHeader(entries, tensors.metadata());
    }

    /** @param file named in the message if {@code json} is no such header */
    static SafetensorsHeader parse(String file, byte[] json) throws IOException {
        JsonNode root = tree(file, json);
        if (!root.isObject()) {
            throw new TensorFormatException(file, "the header is no JSON object");
        }
        List<SafetensorsEntry> entries = new ArrayList<>();
        Map<String, String> metadata = new TreeMap<>();
        for (Map.Entry<String, JsonNode> field : root.properties()) {
            if (field.getKey().equals(METADATA)) {
                metadata.putAll(metadata(file, field.getValue()));
            } else {
                entries.add(SafetensorsEntry.parse(file, field.getKey(), field.getValue()));
            }
        }
        entries.sort(Comparator.comparingLong(SafetensorsEntry::begin).thenComparingLong(SafetensorsEntry::end));
        requireContiguous(file, entries);
        return new SafetensorsHeader(entries, metadata);
    }

    byte[] json() throws IOException {
        ObjectNode root = JSON.createObjectNode();
        if (!metadata.isEmpty()) {
            ObjectNode texts = root.putObject(METADATA);
            metadata.forEach(texts::put);
        }
        for (SafetensorsEntry entry : entries) {
            entry.writeTo(root.putObject(entry.name()));
        }
        return JSON.writeValueAsBytes(root);
    }

    /** The length of all tensors together. */
    long dataBytes() {
        return entries.isEmpty() ? 0 : entries.get(entries.size() - 1).end();
    }

    private static JsonNode tree(String file, byte[] json) throws IOException {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException invalid) {
            throw new TensorFormatException(file, "the header is no valid JSON: " + invalid.getMessage(), invalid);
        }
    }

    private static Map<String, String> metadata(String file, JsonNode texts) throws IOException {
        if (!texts.isObject()) {
            throw new TensorFormatException(file, METADATA + " is no JSON object");
        }
        Map<String, String> metadata = new TreeMap<>();
        for (Map.Entry<String, JsonNode> text : texts.properties()) {
            if (!text.getValue().isTextual()) {
                throw new TensorFormatException(file, METADATA + " has a value that is no text: " + text.getKey());
            }
            metadata.put(text.getKey(), text.getValue().textValue());
        }
        return metadata;
    }

    private static void requireContiguous(String file, List<SafetensorsEntry> entries) throws IOException {
        long end = 0;
        for (SafetensorsEntry entry : entries) {
            if (entry.begin() != end) {
                String how = entry.begin() < end ? "overlaps the one before it" : "leaves a gap before it";
                throw new TensorFormatException(file, "tensor '" + entry.name() + "' " + how + ": it begins at "
                        + entry.begin() + ", expected " + end);
            }
            end = entry.end();
        }
    }
}
