/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.backbone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BackboneWeightsTest {

    private static final int ITEMS = 6;

    @ParameterizedTest
    @EnumSource
    void aStoredModelPredictsAsBefore(BackboneKind kind) {
        List<int[]> histories = List.of(new int[] {1, 2, 3}, new int[] {5});
        BackboneOptions options = options(kind);
        try (SequenceModel model = SequenceModel.random(options, ITEMS, 1, ComputeDevice.cpu());
                SequenceModel loaded = SequenceModel.load(options, model.weights(), ComputeDevice.cpu())) {
            assertThat(loaded.encode(histories)).isEqualTo(model.encode(histories));
            assertThat(loaded.itemVectors()).isEqualTo(model.itemVectors());
        }
    }

    @Test
    void loadingListsAllThatDiffers() {
        BackboneOptions options = options(BackboneKind.SASREC);
        BackboneWeights changed = changed(arrays -> {
            arrays.remove("position");
            arrays.put("extra", new Weight(new long[] {1}, new float[1]));
            arrays.put("output-norm.bias", new Weight(new long[] {2, 2}, new float[4]));
            arrays.get("output-norm.weight").values()[2] = Float.NaN;
        });
        assertThatThrownBy(() -> SequenceModel.load(options, changed, ComputeDevice.cpu()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("weights do not fit: extra is not known; output-norm.bias is [2, 2], but must be [4]; "
                        + "output-norm.weight holds NaN; position is missing");
    }

    @Test
    void loadingComparesTheOptions() {
        BackboneWeights sasRec = changed(arrays -> {});
        assertThatThrownBy(() -> SequenceModel.load(options(BackboneKind.GRU4REC), sasRec, ComputeDevice.cpu()))
                .hasMessageContaining("backbone.kind is SASREC, but must be GRU4REC")
                .hasMessageContaining("backbone.layers is 2, but must be 1")
                .hasMessageContaining("layers.0.state.bias is missing");
    }

    @Test
    void refusesWeightsWithoutItems() {
        BackboneWeights changed = changed(arrays -> arrays.remove(BackboneWeights.ITEM_BASE));
        assertThatThrownBy(() -> SequenceModel.load(options(BackboneKind.SASREC), changed, ComputeDevice.cpu()))
                .hasMessageContaining("items.base must be n × d, was missing");
    }

    @Test
    void takesOtherItems() {
        float[] base = {1, 0, 0, 0, 0, 2, 0, 0};
        float[] delta = {0, 0, 0, 0, 0, 0, 1, 0};
        BackboneWeights weights = changed(arrays -> {}).withItems(2, base, delta);
        try (SequenceModel model = SequenceModel.load(options(BackboneKind.SASREC), weights, ComputeDevice.cpu())) {
            float half = (float) Math.sqrt(0.5);
            assertThat(model.itemVectors()).containsExactly(new float[] {1, 0, 0, 0, 0, half, half, 0},
                    within(1e-6f));
        }
    }

    @Test
    void aWeightHasAsManyValuesAsItsShapeSays() {
        assertThatThrownBy(() -> new Weight(new long[] {2, 3}, new float[5])).hasMessageContaining("[2, 3] needs 6");
    }

    @Test
    void refusesAnItemWithoutADirection() {
        assertThatThrownBy(() -> SequenceModel.ofItems(
                options(BackboneKind.SASREC), 2, new float[] {1, 0, 0, 0, 0, 0, 0, 0}, 1, ComputeDevice.cpu()))
                .hasMessageContaining("item 1 has length 0");
    }

    private static BackboneWeights changed(Consumer<Map<String, Weight>> change) {
        try (SequenceModel model = SequenceModel.random(options(BackboneKind.SASREC), ITEMS, 1, ComputeDevice.cpu())) {
            BackboneWeights weights = model.weights();
            Map<String, Weight> arrays = new LinkedHashMap<>(weights.arrays());
            change.accept(arrays);
            return new BackboneWeights(weights.options(), arrays);
        }
    }

    private static BackboneOptions options(BackboneKind kind) {
        return kind == BackboneKind.SASREC ? BackboneOptions.sasRec(4) : BackboneOptions.gru4Rec(4);
    }
}
