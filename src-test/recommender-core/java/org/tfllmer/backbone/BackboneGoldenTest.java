/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.backbone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against PyTorch's own modules: golden.py beside the files wrote weights, inputs and outputs. */
class BackboneGoldenTest {

    private static final float TOLERANCE = 1e-5f;
    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @ValueSource(strings = {"sasrec.json", "gru4rec.json"})
    void vectorsAndLossAreThoseOfPyTorch(String file) throws IOException {
        JsonNode golden = read(file);
        List<int[]> histories = histories(golden);
        BackboneWeights weights = weights(golden);

        try (SequenceModel model = SequenceModel.load(weights.options(), weights, ComputeDevice.cpu())) {
            assertThat(model.itemVectors()).containsExactly(floats(golden.get("itemVectors")), within(TOLERANCE));
            for (int row = 0; row < histories.size(); row++) {
                assertThat(model.encode(prefixes(histories.get(row))))
                        .containsExactly(floats(golden.get("sequenceVectors").get(row)), within(TOLERANCE));
            }
            assertThat(model.meanLoss(histories)).isCloseTo(golden.get("loss").asDouble(), within(1e-4));
        }
    }

    private static List<int[]> prefixes(int[] history) {
        List<int[]> prefixes = new ArrayList<>();
        for (int length = 1; length <= history.length; length++) {
            prefixes.add(Arrays.copyOf(history, length));
        }
        return prefixes;
    }

    private static JsonNode read(String file) throws IOException {
        try (InputStream in = BackboneGoldenTest.class.getResourceAsStream(file)) {
            return JSON.readTree(in);
        }
    }

    private static List<int[]> histories(JsonNode golden) {
        return List.of(JSON.convertValue(golden.get("histories"), int[][].class));
    }

    private static BackboneWeights weights(JsonNode golden) {
        Map<String, Weight> arrays = new LinkedHashMap<>();
        golden.get("weights").properties().forEach(field -> {
            long[] shape = JSON.convertValue(field.getValue().get("shape"), long[].class);
            arrays.put(field.getKey(), new Weight(shape, floats(field.getValue().get("values"))));
        });
        return new BackboneWeights(JSON.convertValue(golden.get("options"), BackboneOptions.class), arrays);
    }

    private static float[] floats(JsonNode nested) {
        List<Float> values = new ArrayList<>();
        collect(nested, values);
        float[] array = new float[values.size()];
        for (int i = 0; i < array.length; i++) {
            array[i] = values.get(i);
        }
        return array;
    }

    private static void collect(JsonNode nested, List<Float> values) {
        if (nested.isNumber()) {
            values.add(nested.floatValue());
        } else {
            nested.forEach(element -> collect(element, values));
        }
    }
}
