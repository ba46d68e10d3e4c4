/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.serving;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.tfllmer.backbone.BackboneFile;
import org.tfllmer.backbone.BackboneOptions;
import org.tfllmer.backbone.ComputeDevice;
import org.tfllmer.backbone.SequenceModel;
import org.tfllmer.jobs.OperatorHarness;
import org.tfllmer.jobs.config.ServingOptions;
import org.tfllmer.jobs.ingest.AcceptedInteraction;
import org.tfllmer.jobs.recpca.GenerationFiles;
import org.tfllmer.jobs.recpca.GenerationWriter;
import org.tfllmer.jobs.topics.ItemVectorChange;
import org.tfllmer.recpca.ReducedItems;
import org.tfllmer.schemas.EmbeddingSource;
import org.tfllmer.schemas.Generation;
import org.tfllmer.schemas.GenerationState;
import org.tfllmer.schemas.Interaction;
import org.tfllmer.schemas.InteractionType;
import org.tfllmer.schemas.ItemEmbedding;
import org.tfllmer.schemas.Recommendations;
import org.tfllmer.schemas.Recommendations.Scored;
import org.tfllmer.schemas.SnapshotFile;
import org.tfllmer.tensors.Float32Matrix;
import org.tfllmer.tensors.NamedTensors;
import org.tfllmer.tensors.Tensor;

/** RecommendItems in Flink's harness, and what its tests send and read. */
abstract class RecommendItemsHarness
        extends OperatorHarness<
                KeyedTwoInputStreamOperatorTestHarness<String, AcceptedInteraction, ServingUpdate, Recommendations>> {

    static final Duration WAIT = Duration.ofMillis(50);
    static final String[] TRENDING = {"tea", "cup", "pot", "jam"};

    private int batchSize = 1;

    void reopen(int size) throws Exception {
        batchSize = size;
        reopen();
    }

    /** Of tea, cup and pot. */
    Generation withBackbone(long number) throws Exception {
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

    void change(String item, long generation, float x, float y) throws Exception {
        operator.processElement2(ServingUpdate.of(ItemVectorChange.to(
                new ItemEmbedding(item, generation, new float[] {x, y}, EmbeddingSource.PROJECTED))), 0);
    }

    void trending() throws Exception {
        operator.processElement2(ServingUpdate.of(TRENDING), 0);
    }

    void serve(long number, Map<String, float[]> vectors) throws Exception {
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

    void interact(String eventId, String itemId, long eventTime) throws Exception {
        interact("ann", eventId, itemId, eventTime);
    }

    void interact(String user, String eventId, String itemId, long eventTime) throws Exception {
        operator.processElement1(accepted(user, eventId, itemId, InteractionType.VIEW, eventTime), eventTime);
    }

    static AcceptedInteraction accepted(
            String user, String eventId, String itemId, InteractionType type, long eventTime) {
        return new AcceptedInteraction(new Interaction(eventId, user, itemId, type, null, eventTime), eventTime);
    }

    Recommendations last() {
        List<Recommendations> lists = operator.extractOutputValues();
        return lists.get(lists.size() - 1);
    }

    static List<String> items(Recommendations list) {
        return list.items().stream().map(Scored::itemId).toList();
    }

    @Override
    protected KeyedTwoInputStreamOperatorTestHarness<String, AcceptedInteraction, ServingUpdate, Recommendations>
            operator() throws Exception {
        return new KeyedTwoInputStreamOperatorTestHarness<>(
                new RecommendItems(store, new ServingOptions(10, 5, 100, batchSize, WAIT)),
                AcceptedInteraction::userId, null, Types.STRING);
    }
}
