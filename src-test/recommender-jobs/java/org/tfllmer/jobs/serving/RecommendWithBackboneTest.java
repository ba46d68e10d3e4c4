/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tfllmer.backbone.BackboneFile;
import org.tfllmer.backbone.ComputeDevice;
import org.tfllmer.backbone.SequenceModel;
import org.tfllmer.jobs.recpca.GenerationFiles;
import org.tfllmer.jobs.recpca.GenerationWriter;
import org.tfllmer.recpca.ReducedItems;
import org.tfllmer.schemas.Generation;
import org.tfllmer.schemas.GenerationState;
import org.tfllmer.schemas.RecommendationSource;
import org.tfllmer.schemas.Recommendations;
import org.tfllmer.schemas.SnapshotFile;
import org.tfllmer.tensors.Float32Matrix;

class RecommendWithBackboneTest extends RecommendItemsHarness {

    @Test
    void aGenerationWithABackboneScoresSequences() throws Exception {
        Generation generation = withBackbone(1);
        operator.processElement2(ServingUpdate.of(generation), 0);
        interact("e1", "tea", 10);
        interact("e2", "cup", 20);
        Recommendations list = last();
        assertThat(list.source()).isEqualTo(RecommendationSource.SEQUENCE);
        assertThat(list.generation()).isEqualTo(1);
        assertThat(items(list)).isEqualTo(expected(generation, "tea", "cup"));
        assertThat(list.items().get(0).reason()).isIn("tea", "cup");
    }

    @Test
    void aUserOfItemsThatTheBackboneDoesNotKnowFallsToTheNextRung() throws Exception {
        trending();
        operator.processElement2(ServingUpdate.of(withBackbone(1)), 0);
        interact("e1", "mug", 10);
        assertThat(last().source()).isEqualTo(RecommendationSource.TRENDING);
        change("mug", 1, 1, 0);
        interact("e2", "mug", 20);
        assertThat(last().source()).isEqualTo(RecommendationSource.SEMANTIC);
    }

    @Test
    void anItemThatCameAfterTheFineTuningIsRecommendedByTheBackbone() throws Exception {
        operator.processElement2(ServingUpdate.of(withBackbone(1)), 0);
        change("mug", 1, 3, 1);
        interact("e1", "tea", 10);
        assertThat(last().source()).isEqualTo(RecommendationSource.SEQUENCE);
        assertThat(items(last())).contains("mug", "cup", "pot");
    }

    @Test
    void aRollbackServesTheOlderGenerationAgain() throws Exception {
        Generation first = withBackbone(1);
        operator.processElement2(ServingUpdate.of(first), 0);
        operator.processElement2(ServingUpdate.of(withBackbone(2)), 0);
        operator.processElement2(ServingUpdate.of(first), 0);
        interact("e1", "tea", 10);
        assertThat(last().generation()).isEqualTo(1);
        assertThat(items(last())).isEqualTo(expected(first, "tea"));
    }

    @Test
    void aBackboneThatDoesNotFitIsRefusedByWhatDiffers() throws Exception {
        Generation good = withBackbone(1);
        SnapshotFile others = store.write(GenerationWriter.ITEM_EMBEDDINGS, "others.safetensors",
                new ReducedItems(List.of("tea"), new Float32Matrix(1, 2, new float[] {1, 0})).tensors());
        Generation broken = new Generation("default", 2, null, GenerationState.COMMITTED, 0,
                List.of(others, good.files().get(1)), Map.of(), null, 0);
        assertThatThrownBy(() -> operator.processElement2(ServingUpdate.of(broken), 0))
                .hasMessage("Generation 2 of model default cannot be served: "
                        + "Item cup of the backbone is not among the item embeddings");
    }

    /** By the model itself, the items not seen in the order of h·e. */
    private List<String> expected(Generation generation, String... history) throws Exception {
        BackboneFile file = GenerationFiles.backbone(store, generation).orElseThrow();
        ReducedItems projected = GenerationFiles.items(store, generation);
        float[] vectors = file.itemEmbeddings(projected).vectors().values();
        try (SequenceModel model =
                SequenceModel.load(file.options(), file.weights(projected), ComputeDevice.cpu())) {
            float[] h = model.encode(List.of(
                    Arrays.stream(history).mapToInt(file.items()::indexOf).toArray()));
            return file.items().stream()
                    .filter(item -> !Arrays.asList(history).contains(item))
                    .sorted(Comparator.comparingDouble(item -> {
                        int row = 2 * file.items().indexOf(item);
                        return -(h[0] * vectors[row] + h[1] * vectors[row + 1]);
                    }))
                    .toList();
        }
    }
}
