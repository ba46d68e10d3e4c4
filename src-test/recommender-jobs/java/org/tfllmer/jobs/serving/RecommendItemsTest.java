/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tfllmer.backbone.BackboneFile;
import org.tfllmer.backbone.BackboneOptions;
import org.tfllmer.backbone.ComputeDevice;
import org.tfllmer.backbone.SequenceModel;
import org.tfllmer.jobs.config.ServingOptions;
import org.tfllmer.jobs.evaluation.ScoredInteraction;
import org.tfllmer.jobs.ingest.AcceptedInteraction;
import org.tfllmer.jobs.recpca.GenerationFiles;
import org.tfllmer.jobs.recpca.GenerationWriter;
import org.tfllmer.jobs.snapshots.SnapshotStore;
import org.tfllmer.jobs.topics.ItemVectorChange;
import org.tfllmer.recpca.ReducedItems;
import org.tfllmer.schemas.EmbeddingSource;
import org.tfllmer.schemas.Generation;
import org.tfllmer.schemas.GenerationState;
import org.tfllmer.schemas.Interaction;
import org.tfllmer.schemas.InteractionType;
import org.tfllmer.schemas.ItemEmbedding;
import org.tfllmer.schemas.RecommendationSource;
import org.tfllmer.schemas.Recommendations;
import org.tfllmer.schemas.Recommendations.Scored;
import org.tfllmer.schemas.SnapshotFile;
import org.tfllmer.tensors.Float32Matrix;
import org.tfllmer.tensors.NamedTensors;
import org.tfllmer.tensors.Tensor;

class RecommendItemsTest {

    private static final Duration WAIT = Duration.ofMillis(50);
    private static final String[] TRENDING = {"tea", "cup", "pot", "jam"};

    @TempDir
    private Path folder;

    private SnapshotStore store;
    private int batchSize = 1;
    private KeyedTwoInputStreamOperatorTestHarness<String, AcceptedInteraction, ServingUpdate, Recommendations>
            operator;

    @BeforeEach
    void open() throws Exception {
        store = new SnapshotStore(folder.toUri().toString());
        operator = operator();
        operator.open();
    }

    @AfterEach
    void close() throws Exception {
        operator.close();
    }

    @Test
    void beforeTheFirstGenerationTrendingItemsThatTheUserHasNotSeenAreGiven() throws Exception {
        trending();
        interact("e1", "cup", 10);
        Recommendations list = last();
        assertThat(list.source()).isEqualTo(RecommendationSource.TRENDING);
        assertThat(items(list)).containsExactly("tea", "pot", "jam");
        assertThat(list.causeEventId()).isEqualTo("e1");
        assertThat(list.generation()).isZero();
    }

    @Test
    void aGenerationRanksByCosineWithTheUsersLastItemsAndSaysWhichPulledMost() throws Exception {
        serve(1, Map.of("tea", new float[] {5, 0}, "cup", new float[] {1, 1}, "pot", new float[] {0, 9}));
        interact("e1", "tea", 10);
        Recommendations list = last();
        assertThat(list.source()).isEqualTo(RecommendationSource.SEMANTIC);
        assertThat(list.generation()).isEqualTo(1);
        assertThat(items(list)).containsExactly("cup", "pot");
        assertThat(list.items().get(0).reason()).isEqualTo("tea");
    }

    @Test
    void anItemIsNeverRecommendedToWhoHadIt() throws Exception {
        serve(1, Map.of("tea", new float[] {1, 0}, "cup", new float[] {1, 1}, "pot", new float[] {0, 1}));
        interact("e1", "tea", 10);
        interact("e2", "cup", 20);
        assertThat(items(last())).containsExactly("pot");
        interact("e3", "pot", 30);
        assertThat(items(last())).isEmpty();
    }

    @Test
    void aNewGenerationReplacesTheOneBeforeAsAWhole() throws Exception {
        serve(1, Map.of("tea", new float[] {1, 0}, "cup", new float[] {1, 1}));
        serve(2, Map.of("tea", new float[] {1, 0}, "pot", new float[] {1, 1}));
        interact("e1", "tea", 10);
        assertThat(items(last())).containsExactly("pot");
        assertThat(last().generation()).isEqualTo(2);
    }

    @Test
    void anEventThatComesTwiceIsAnsweredOnce() throws Exception {
        trending();
        interact("e1", "cup", 10);
        interact("e1", "cup", 10);
        assertThat(operator.extractOutputValues()).hasSize(1);
    }

    @Test
    void anInteractionIsJudgedByTheListThatItsUserHadBeforeIt() throws Exception {
        trending();
        interact("e1", "cup", 10);
        interact("e2", "pot", 30);
        List<ScoredInteraction> scored = scored();
        assertThat(scored).extracting(ScoredInteraction::ranker).containsExactly("trending", "popular");
        assertThat(scored).extracting(ScoredInteraction::rank).containsExactly(2, 2);
        assertThat(scored).extracting(ScoredInteraction::age).containsExactly(20L, 20L);
    }

    @Test
    void anItemThatTheUserHadSeenIsNoTest() throws Exception {
        trending();
        interact("e1", "cup", 10);
        interact("e2", "cup", 20);
        assertThat(scored()).isEmpty();
    }

    @Test
    void beingShownAnItemIsNeitherAnsweredNorJudged() throws Exception {
        trending();
        operator.processElement1(accepted("ann", "e1", "cup", InteractionType.IMPRESSION, 10), 10);
        assertThat(operator.extractOutputValues()).isEmpty();
    }

    @Test
    void afterARestoreTheSameGenerationServesTheSameUsers() throws Exception {
        serve(3, Map.of("tea", new float[] {1, 0}, "cup", new float[] {1, 1}, "pot", new float[] {0, 1}));
        interact("e1", "tea", 10);
        OperatorSubtaskState state = operator.snapshot(1, 1);
        operator.close();
        operator = operator();
        operator.initializeState(state);
        operator.open();
        interact("e2", "cup", 20);
        assertThat(last().generation()).isEqualTo(3);
        assertThat(items(last())).containsExactly("pot");
    }

    @Test
    void anItemThatCameAfterTheSolveIsRecommendedWithTheGenerationsOwn() throws Exception {
        serve(1, Map.of("tea", new float[] {1, 0}, "cup", new float[] {1, 1}));
        change("jam", 1, 3, 1);
        interact("e1", "tea", 10);
        assertThat(items(last())).containsExactly("jam", "cup");
        interact("e2", "jam", 20);
        assertThat(items(last())).containsExactly("cup");
    }

    @Test
    void aWithdrawnItemIsNotRecommended() throws Exception {
        serve(1, Map.of("tea", new float[] {1, 0}, "cup", new float[] {1, 1}, "pot", new float[] {0, 1}));
        operator.processElement2(ServingUpdate.of(ItemVectorChange.withdrawn("cup")), 0);
        interact("e1", "tea", 10);
        assertThat(items(last())).containsExactly("pot");
    }

    @Test
    void vectorsOfTwoGenerationsAreNeverMixed() throws Exception {
        serve(1, Map.of("tea", new float[] {1, 0}, "cup", new float[] {1, 1}));
        change("jam", 2, 3, 1);
        change("cup", 2, 0, 1);
        interact("e1", "tea", 10);
        assertThat(items(last())).containsExactly("cup");
        serve(2, Map.of("tea", new float[] {1, 0}, "cup", new float[] {0, 1}));
        interact("e2", "pot", 20);
        assertThat(items(last())).containsExactly("jam", "cup");
        change("ham", 1, 1, 0);
        interact("e3", "pot", 30);
        assertThat(items(last())).containsExactly("jam", "cup");
    }

    @Test
    void afterARestoreItemsThatCameAfterTheSolveAreStillKnown() throws Exception {
        serve(1, Map.of("tea", new float[] {1, 0}, "cup", new float[] {1, 1}));
        change("jam", 1, 3, 1);
        OperatorSubtaskState state = operator.snapshot(1, 1);
        operator.close();
        operator = operator();
        operator.initializeState(state);
        operator.open();
        interact("e1", "tea", 10);
        assertThat(items(last())).containsExactly("jam", "cup");
    }

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

    @Test
    void aFullBatchIsAnsweredTogetherAndAsIfOneByOne() throws Exception {
        reopen(3);
        operator.processElement2(ServingUpdate.of(withBackbone(1)), 0);
        interact("ann", "e1", "tea", 10);
        interact("bob", "e2", "cup", 20);
        assertThat(operator.extractOutputValues()).isEmpty();
        interact("eve", "e3", "pot", 30);
        List<Recommendations> together = operator.extractOutputValues();
        reopen(1);
        operator.processElement2(ServingUpdate.of(withBackbone(1)), 0);
        interact("ann", "e1", "tea", 10);
        interact("bob", "e2", "cup", 20);
        interact("eve", "e3", "pot", 30);
        assertThat(together).hasSize(3);
        for (int at = 0; at < 3; at++) {
            Recommendations alone = operator.extractOutputValues().get(at);
            assertThat(together.get(at).userId()).isEqualTo(alone.userId());
            assertThat(items(together.get(at))).isEqualTo(items(alone));
        }
    }

    @Test
    void aBatchIsAnsweredBeforeWhateverMustNotOvertakeIt() throws Exception {
        reopen(9);
        trending();
        interact("ann", "e1", "tea", 10);
        interact("ann", "e2", "cup", 20);
        assertThat(lists()).containsExactly("e1");
        serve(1, Map.of("tea", new float[] {1, 0}, "jam", new float[] {1, 1}));
        assertThat(lists()).containsExactly("e1", "e2");
        assertThat(last().source()).isEqualTo(RecommendationSource.TRENDING);
        interact("ann", "e3", "tea", 30);
        operator.processBothWatermarks(new Watermark(30));
        assertThat(lists()).containsExactly("e1", "e2", "e3");
        interact("ann", "e4", "tea", 40);
        operator.prepareSnapshotPreBarrier(1);
        assertThat(lists()).endsWith("e4");
        interact("ann", "e5", "tea", 50);
        operator.setProcessingTime(operator.getProcessingTime() + WAIT.toMillis());
        assertThat(lists()).endsWith("e5");
    }

    private void reopen(int size) throws Exception {
        operator.close();
        batchSize = size;
        operator = operator();
        operator.open();
    }

    private List<String> lists() {
        return operator.extractOutputValues().stream().map(Recommendations::causeEventId).toList();
    }

    /** Of tea, cup and pot. */
    private Generation withBackbone(long number) throws Exception {
        List<String> ids = List.of("cup", "pot", "tea");
        float[] projected = {1, 1, 0, 1, 1, 0};
        SnapshotFile items = store.write(GenerationWriter.ITEM_EMBEDDINGS, number + "/items.safetensors",
                new ReducedItems(ids, new Float32Matrix(3, 2, projected)).tensors());
        try (SequenceModel model = SequenceModel.ofItems(
                BackboneOptions.gru4Rec(2), 3, projected, number, ComputeDevice.cpu())) {
            SnapshotFile backbone = store.write(GenerationFiles.BACKBONE, number + "/backbone.safetensors",
                    BackboneFile.of(ids, model.weights()).tensors());
            return new Generation("default", number, null, GenerationState.COMMITTED, 0, List.of(items, backbone),
                    Map.of(), null, number);
        }
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

    private void change(String item, long generation, float x, float y) throws Exception {
        operator.processElement2(ServingUpdate.of(ItemVectorChange.to(
                new ItemEmbedding(item, generation, new float[] {x, y}, EmbeddingSource.PROJECTED))), 0);
    }

    private void trending() throws Exception {
        operator.processElement2(ServingUpdate.of(TRENDING), 0);
    }

    private void serve(long number, Map<String, float[]> vectors) throws Exception {
        List<String> ids = vectors.keySet().stream().sorted().toList();
        float[] values = new float[2 * ids.size()];
        for (int i = 0; i < ids.size(); i++) {
            System.arraycopy(vectors.get(ids.get(i)), 0, values, 2 * i, 2);
        }
        SnapshotFile file = store.write(GenerationWriter.ITEM_EMBEDDINGS, number + "/items.safetensors",
                NamedTensors.builder().addStrings("items", ids)
                        .add("embeddings", Tensor.of(values, ids.size(), 2)).build());
        operator.processElement2(ServingUpdate.of(new Generation("default", number, null, GenerationState.COMMITTED,
                0, List.of(file), Map.of(), null, 0)), 0);
    }

    private void interact(String eventId, String itemId, long eventTime) throws Exception {
        interact("ann", eventId, itemId, eventTime);
    }

    private void interact(String user, String eventId, String itemId, long eventTime) throws Exception {
        operator.processElement1(accepted(user, eventId, itemId, InteractionType.VIEW, eventTime), eventTime);
    }

    private static AcceptedInteraction accepted(
            String user, String eventId, String itemId, InteractionType type, long eventTime) {
        return new AcceptedInteraction(new Interaction(eventId, user, itemId, type, null, eventTime), eventTime);
    }

    private Recommendations last() {
        List<Recommendations> lists = operator.extractOutputValues();
        return lists.get(lists.size() - 1);
    }

    private static List<String> items(Recommendations list) {
        return list.items().stream().map(Scored::itemId).toList();
    }

    private List<ScoredInteraction> scored() {
        var scored = operator.getSideOutput(RecommendItems.SCORED);
        return scored == null ? List.of() : scored.stream().map(record -> record.getValue()).toList();
    }

    private KeyedTwoInputStreamOperatorTestHarness<String, AcceptedInteraction, ServingUpdate, Recommendations>
            operator() throws Exception {
        return new KeyedTwoInputStreamOperatorTestHarness<>(
                new RecommendItems(store, new ServingOptions(10, 5, 100, batchSize, WAIT)),
                AcceptedInteraction::userId, null, Types.STRING);
    }
}
