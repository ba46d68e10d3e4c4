/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.schemas.topics;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.tfllmer.schemas.CooccurrenceEdges;
import org.tfllmer.schemas.CooccurrenceEdges.Neighbour;
import org.tfllmer.schemas.EmbeddingSource;
import org.tfllmer.schemas.Evaluation;
import org.tfllmer.schemas.Generation;
import org.tfllmer.schemas.GenerationState;
import org.tfllmer.schemas.GraphSnapshot;
import org.tfllmer.schemas.Interaction;
import org.tfllmer.schemas.InteractionType;
import org.tfllmer.schemas.Item;
import org.tfllmer.schemas.ItemEmbedding;
import org.tfllmer.schemas.Recommendations;
import org.tfllmer.schemas.Recommendations.Scored;
import org.tfllmer.schemas.RecommendationSource;
import org.tfllmer.schemas.SnapshotFile;
import org.tfllmer.schemas.UserDeletion;
import org.tfllmer.schemas.UserDeletionDone;

/** Records at the edges of what their schemas and rules allow, at least two of every topic. */
record Sample<T>(Topic<T> topic, T value) {

    private static final long LATEST = 4_133_980_799_999L;
    private static final String ODD = "\u0000 \"\\/\n\u00e9\u6f22\ud83c\udf75\ufffd";
    private static final String LONGEST = "x".repeat(256);
    private static final SnapshotFile FILE =
            new SnapshotFile("edges", "graph/t=0/part-0.safetensors", Long.MAX_VALUE, "0123456789abcdef".repeat(4));

    static Stream<Sample<?>> all() {
        return Stream.of(inputs(), graph(), generations(), outputs()).flatMap(samples -> samples);
    }

    private static Stream<Sample<?>> inputs() {
        return Stream.of(
                new Sample<>(Topic.INTERACTIONS, new Interaction("1", "ann", "tea", InteractionType.VIEW, null, 0)),
                new Sample<>(
                        Topic.INTERACTIONS,
                        new Interaction(ODD, LONGEST, ODD, InteractionType.DISLIKE, Double.MIN_VALUE, LATEST)),
                new Sample<>(
                        Topic.ITEMS, new Item("tea", "", null, List.of(), null, null, null, null, false, 0)),
                new Sample<>(
                        Topic.ITEMS,
                        new Item(LONGEST, ODD, ODD, List.of("", ODD), extremes(), "", Long.MIN_VALUE, Long.MAX_VALUE,
                                true, LATEST)),
                new Sample<>(Topic.USER_DELETIONS, new UserDeletion("ann", 0)),
                new Sample<>(Topic.USER_DELETIONS, new UserDeletion(ODD, LATEST)));
    }

    private static Stream<Sample<?>> graph() {
        Map<String, Long> counts = new LinkedHashMap<>();
        counts.put("users", 0L);
        counts.put(ODD, Long.MAX_VALUE);
        return Stream.of(
                new Sample<>(Topic.COOCCURRENCE_EDGES, new CooccurrenceEdges("tea", 0, 0, List.of())),
                new Sample<>(
                        Topic.COOCCURRENCE_EDGES,
                        new CooccurrenceEdges(
                                ODD,
                                LATEST,
                                Double.MAX_VALUE,
                                List.of(new Neighbour(LONGEST, 1.0 / 3), new Neighbour("cup", 0)))),
                new Sample<>(Topic.GRAPH_SNAPSHOTS, new GraphSnapshot(0, List.of(), Map.of())),
                new Sample<>(Topic.GRAPH_SNAPSHOTS, new GraphSnapshot(LATEST, List.of(FILE, FILE), counts)),
                new Sample<>(Topic.USER_DELETIONS_DONE, new UserDeletionDone("ann", 0, 0, 0, 0, 0)),
                new Sample<>(
                        Topic.USER_DELETIONS_DONE,
                        new UserDeletionDone(ODD, LATEST, LATEST, Long.MAX_VALUE, Long.MAX_VALUE, LATEST)));
    }

    private static Stream<Sample<?>> generations() {
        Map<String, Double> measures = new LinkedHashMap<>();
        measures.put("objective", -0.0);
        measures.put(ODD, -Double.MAX_VALUE);
        return Stream.of(
                new Sample<>(
                        Topic.GENERATIONS,
                        new Generation("m", 1, null, GenerationState.PREPARED, 0, List.of(), Map.of(), null, 0)),
                new Sample<>(
                        Topic.GENERATIONS,
                        new Generation(ODD, Long.MAX_VALUE, 1L, GenerationState.REVOKED, LATEST, List.of(FILE),
                                measures, ODD, LATEST)),
                new Sample<>(
                        Topic.ITEM_EMBEDDINGS,
                        new ItemEmbedding("tea", 0, new float[] {0}, EmbeddingSource.PROJECTED)),
                new Sample<>(
                        Topic.ITEM_EMBEDDINGS,
                        new ItemEmbedding(ODD, Long.MAX_VALUE, extremes(), EmbeddingSource.FINE_TUNED)));
    }

    private static Stream<Sample<?>> outputs() {
        return Stream.of(
                new Sample<>(
                        Topic.RECOMMENDATIONS,
                        new Recommendations("ann", 0, List.of(), RecommendationSource.TRENDING, "a", "1", 0, 0)),
                new Sample<>(
                        Topic.RECOMMENDATIONS,
                        new Recommendations(
                                ODD,
                                Long.MAX_VALUE,
                                List.of(new Scored("tea", -1e300, null), new Scored(LONGEST, 0.1, ODD)),
                                RecommendationSource.SEQUENCE,
                                ODD,
                                ODD,
                                LATEST,
                                LATEST)),
                new Sample<>(
                        Topic.EVALUATIONS, new Evaluation("a", 0, 1, "popular", 0, 1, 0, 0, 0, 0, 0, 0)),
                new Sample<>(
                        Topic.EVALUATIONS,
                        new Evaluation(ODD, 1, LATEST, ODD, Long.MAX_VALUE, Integer.MAX_VALUE, Long.MAX_VALUE, 1, 1, 1,
                                Long.MAX_VALUE, 1e15)));
    }

    private static float[] extremes() {
        float[] values = new float[300];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) Math.sin(i) / (i + 1);
        }
        values[0] = Float.MAX_VALUE;
        values[1] = -Float.MIN_VALUE;
        values[2] = -0.0f;
        return values;
    }
}
