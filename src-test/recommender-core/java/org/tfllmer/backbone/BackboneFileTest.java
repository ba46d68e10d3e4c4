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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tfllmer.recpca.ReducedItems;
import org.tfllmer.tensors.Float32Matrix;
import org.tfllmer.tensors.NamedTensors;

class BackboneFileTest {

    private static final float[] BASE = {1, 2, 3, 4, 5, 6, 7, 8, -1, 1, -1, 1};

    private final ReducedItems projected =
            new ReducedItems(List.of("c", "other", "a"), new Float32Matrix(3, 4, BASE));

    @ParameterizedTest
    @EnumSource
    void givesBackTheModelOverTheItemEmbeddingsOfItsGeneration(BackboneKind kind) {
        BackboneOptions options =
                kind == BackboneKind.SASREC ? BackboneOptions.sasRec(4) : BackboneOptions.gru4Rec(4);
        float[] ownOrder = {-1, 1, -1, 1, 1, 2, 3, 4};
        try (SequenceModel model = SequenceModel.ofItems(options, 2, ownOrder, 1, ComputeDevice.cpu())) {
            NamedTensors file = BackboneFile.of(List.of("a", "c"), model.weights()).tensors();
            assertThat(file.names()).doesNotContain(BackboneWeights.ITEM_BASE);
            BackboneFile read = BackboneFile.read(file);
            assertThat(read.items()).containsExactly("a", "c");
            assertThat(read.options()).isEqualTo(options);
            try (SequenceModel loaded =
                    SequenceModel.load(options, read.weights(projected), ComputeDevice.cpu())) {
                assertThat(loaded.itemVectors()).isEqualTo(model.itemVectors());
                assertThat(loaded.encode(List.of(new int[] {1, 0})))
                        .isEqualTo(model.encode(List.of(new int[] {1, 0})));
            }
        }
    }

    @Test
    void itemEmbeddingsAreWhatTheModelScoresWith() {
        float[] delta = {0.5f, -1, 0, 2, 0, 0, 0, 0};
        try (SequenceModel model = SequenceModel.random(BackboneOptions.gru4Rec(4), 2, 1, ComputeDevice.cpu())) {
            BackboneFile file = BackboneFile.of(List.of("a", "c"), model.weights().withItems(2, new float[8], delta));
            ReducedItems listed = file.itemEmbeddings(projected);
            assertThat(listed.items()).containsExactly("a", "c");
            try (SequenceModel loaded =
                    SequenceModel.load(file.options(), file.weights(projected), ComputeDevice.cpu())) {
                assertThat(listed.vectors().values()).containsExactly(loaded.itemVectors(), within(1e-6f));
            }
        }
    }

    @Test
    void namesTheItemThatTheGenerationLacks() {
        BackboneFile file = new BackboneFile(List.of("a", "b"), BackboneOptions.gru4Rec(4),
                Map.of(BackboneWeights.ITEM_DELTA, new Weight(new long[] {2, 4}, new float[8])));
        assertThatThrownBy(() -> file.weights(projected))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Item b of the backbone is not among the item embeddings");
        assertThatThrownBy(() -> file.weights(new ReducedItems(List.of("a"), new Float32Matrix(1, 3, new float[3]))))
                .hasMessage("The item embeddings have 3 components and the backbone has backbone.dimension 4");
    }

    @Test
    void namesTheOptionThatCannotBeRead() {
        NamedTensors.Builder file = NamedTensors.builder();
        new LinkedHashMap<>(BackboneOptions.sasRec(4).byName()).forEach((name, value) ->
                file.metadata(name, name.equals("backbone.layers") ? "two" : value.toString()));
        file.addStrings("items", List.of());
        assertThatThrownBy(() -> BackboneFile.read(file.build()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The backbone file has no readable backbone.layers, was two");
    }

    @Test
    void hasAnIdForEachItem() {
        try (SequenceModel model = SequenceModel.random(BackboneOptions.gru4Rec(4), 3, 1, ComputeDevice.cpu())) {
            assertThatThrownBy(() -> BackboneFile.of(List.of("a"), model.weights()))
                    .hasMessage("There are 1 ids for 3 items");
        }
    }
}
