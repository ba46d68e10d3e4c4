/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.embedding;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * The bodies of an OpenAI-compatible embeddings request:
 * <pre>
 *   {"model": "...", "input": ["text", ...], "encoding_format": "float"}
 *   {"data": [{"index": 0, "embedding": [0.1, ...]}, ...]}      in any order
 * </pre>
 */
final class EmbeddingsMessage {

    private static final ObjectMapper JSON = new ObjectMapper();

    private EmbeddingsMessage() {}

    static String request(String model, List<String> texts) {
        ObjectNode request = JSON.createObjectNode().put("model", model).put("encoding_format", "float");
        texts.forEach(request.putArray("input")::add);
        return request.toString();
    }

    /**
     * @return one embedding to each text, in the order of the texts
     * @throws TextRefusedException if the answer is not one embedding of {@code dimension} finite numbers to each text
     */
    static float[][] answer(String body, int texts, int dimension) {
        float[][] embeddings = new float[texts][];
        for (JsonNode entry : parse(body).path("data")) {
            int index = entry.path("index").asInt(-1);
            if (index < 0 || index >= texts) {
                throw new TextRefusedException("The endpoint answered with index " + entry.path("index") + " to "
                        + texts + " texts");
            }
            embeddings[index] = embedding(entry.path("embedding"), dimension);
        }
        for (float[] embedding : embeddings) {
            if (embedding == null) {
                throw new TextRefusedException("The endpoint left out an embedding of " + texts);
            }
        }
        return embeddings;
    }

    private static JsonNode parse(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException malformed) {
            throw new TextRefusedException("The endpoint's answer is not JSON: " + malformed.getOriginalMessage());
        }
    }

    private static float[] embedding(JsonNode numbers, int dimension) {
        if (numbers.size() != dimension) {
            throw new TextRefusedException("The endpoint's embedding has " + numbers.size()
                    + " numbers, and items.embedding-dimension is " + dimension);
        }
        float[] embedding = new float[dimension];
        for (int j = 0; j < dimension; j++) {
            embedding[j] = (float) numbers.get(j).asDouble(Double.NaN);
            if (!Float.isFinite(embedding[j])) {
                throw new TextRefusedException("The endpoint's embedding has " + numbers.get(j) + " among its numbers");
            }
        }
        return embedding;
    }
}
