/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.schemas.topics;

import java.util.List;
import java.util.function.Function;
import org.tfllmer.schemas.CooccurrenceEdges;
import org.tfllmer.schemas.CooccurrenceEdgesRules;
import org.tfllmer.schemas.Evaluation;
import org.tfllmer.schemas.EvaluationRules;
import org.tfllmer.schemas.Generation;
import org.tfllmer.schemas.GenerationRules;
import org.tfllmer.schemas.GraphSnapshot;
import org.tfllmer.schemas.GraphSnapshotRules;
import org.tfllmer.schemas.Interaction;
import org.tfllmer.schemas.InteractionRules;
import org.tfllmer.schemas.Item;
import org.tfllmer.schemas.ItemEmbedding;
import org.tfllmer.schemas.ItemEmbeddingRules;
import org.tfllmer.schemas.ItemRules;
import org.tfllmer.schemas.Recommendations;
import org.tfllmer.schemas.RecommendationsRules;
import org.tfllmer.schemas.Rules;
import org.tfllmer.schemas.UserDeletion;
import org.tfllmer.schemas.UserDeletionDone;
import org.tfllmer.schemas.UserDeletionDoneRules;
import org.tfllmer.schemas.UserDeletionRules;
import org.tfllmer.schemas.wire.Codec;
import org.tfllmer.schemas.wire.RecordSchema;
import org.tfllmer.schemas.wire.WireFormat;

/**
 * A topic and the record that it carries. How many partitions it has and how long it keeps records stands in the
 * {@link TopicCatalogue}.
 *
 * @param <T> the record
 */
public final class Topic<T> {

    /** What users did. */
    public static final Topic<Interaction> INTERACTIONS = new Topic<>(
            "interactions", Interaction.class, "interaction.avsc", Interaction::userId, new InteractionRules());

    /** The catalogue. A record without a value removes its item. */
    public static final Topic<Item> ITEMS =
            new Topic<>("items", Item.class, "item.avsc", Item::itemId, ItemRules.ofAnyDimension());

    /** Users to forget. */
    public static final Topic<UserDeletion> USER_DELETIONS = new Topic<>(
            "user-deletions", UserDeletion.class, "user-deletion.avsc", UserDeletion::userId, new UserDeletionRules());

    /** The rows of the graph. A record without a value removes its row. */
    public static final Topic<CooccurrenceEdges> COOCCURRENCE_EDGES = new Topic<>(
            "cooccurrence-edges",
            CooccurrenceEdges.class,
            "cooccurrence-edges.avsc",
            CooccurrenceEdges::itemId,
            new CooccurrenceEdgesRules());

    /** Whole graphs, in the order of their boundaries; without a key. */
    public static final Topic<GraphSnapshot> GRAPH_SNAPSHOTS = new Topic<>(
            "graph-snapshots", GraphSnapshot.class, "graph-snapshot.avsc", snapshot -> null, new GraphSnapshotRules());

    /** Users who were forgotten, and what was taken back from the graph. */
    public static final Topic<UserDeletionDone> USER_DELETIONS_DONE = new Topic<>(
            "user-deletions-done",
            UserDeletionDone.class,
            "user-deletion-done.avsc",
            UserDeletionDone::userId,
            new UserDeletionDoneRules());

    /** The newest vector of each item. A record without a value removes it. */
    public static final Topic<ItemEmbedding> ITEM_EMBEDDINGS = new Topic<>(
            "item-embeddings",
            ItemEmbedding.class,
            "item-embedding.avsc",
            ItemEmbedding::itemId,
            new ItemEmbeddingRules());

    /** Which generation is served, and which ones were. */
    public static final Topic<Generation> GENERATIONS = new Topic<>(
            "generations", Generation.class, "generation.avsc", Generation::model, new GenerationRules());

    /** The newest list of each user. A record without a value removes it. */
    public static final Topic<Recommendations> RECOMMENDATIONS = new Topic<>(
            "recommendations",
            Recommendations.class,
            "recommendations.avsc",
            Recommendations::userId,
            new RecommendationsRules());

    /** How good the lists were. */
    public static final Topic<Evaluation> EVALUATIONS = new Topic<>(
            "evaluations", Evaluation.class, "evaluation.avsc", Evaluation::bucket, new EvaluationRules());

    /** The topic of dead letters; it carries no record of its own but what others could not read. */
    public static final String DEAD_LETTERS = "dead-letters";

    private final String name;
    private final RecordSchema<T> schema;
    private final Function<T, String> key;

    private Topic(String name, Class<T> record, String schemaFile, Function<T, String> key, Rules<T> rules) {
        this.name = name;
        this.schema = RecordSchema.load(record, name, schemaFile, rules);
        this.key = key;
    }

    /** Every topic that carries a record; all but the dead letters. */
    public static List<Topic<?>> all() {
        return List.of(
                INTERACTIONS,
                ITEMS,
                USER_DELETIONS,
                COOCCURRENCE_EDGES,
                GRAPH_SNAPSHOTS,
                USER_DELETIONS_DONE,
                ITEM_EMBEDDINGS,
                GENERATIONS,
                RECOMMENDATIONS,
                EVALUATIONS);
    }

    /** In the catalogue, and in Kafka unless an option says otherwise. */
    public String name() {
        return name;
    }

    public RecordSchema<T> schema() {
        return schema;
    }

    /** A codec for this topic's values; make one and keep it. */
    public Codec<T> codec(WireFormat format) {
        return schema.codec(format);
    }

    /** The key to send a record with, to be written in UTF-8; null if the topic has none. */
    public String key(T record) {
        return key.apply(record);
    }

    @Override
    public String toString() {
        return name;
    }
}
