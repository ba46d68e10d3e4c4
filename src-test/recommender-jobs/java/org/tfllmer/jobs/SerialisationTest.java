/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs;

import static org.apache.flink.types.PojoTestUtils.assertSerializedAsPojoWithoutKryo;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tfllmer.jobs.backbone.FineTuneRequest;
import org.tfllmer.jobs.embedding.HashItemWords;
import org.tfllmer.jobs.evaluation.EvaluationKey;
import org.tfllmer.jobs.evaluation.SavedSums;
import org.tfllmer.jobs.evaluation.ScoredInteraction;
import org.tfllmer.jobs.graph.IntervalCounts;
import org.tfllmer.jobs.graph.SnapshotShard;
import org.tfllmer.jobs.ingest.AcceptInteractions;
import org.tfllmer.jobs.ingest.AcceptedInteraction;
import org.tfllmer.jobs.ingest.InteractionArrival;
import org.tfllmer.jobs.ingest.ItemArrival;
import org.tfllmer.jobs.ingest.UserRequest;
import org.tfllmer.jobs.recpca.Availability;
import org.tfllmer.jobs.recpca.ItemStanding;
import org.tfllmer.jobs.recpca.PruneGenerations;
import org.tfllmer.jobs.recpca.PruneSnapshots;
import org.tfllmer.jobs.recpca.SolveRequest;
import org.tfllmer.jobs.recpca.VectorShard;
import org.tfllmer.jobs.recpca.VectorVersion;
import org.tfllmer.jobs.serving.CountTrending;
import org.tfllmer.jobs.serving.ServedUser;
import org.tfllmer.jobs.serving.ServingUpdate;
import org.tfllmer.jobs.topics.ItemVectorChange;
import org.tfllmer.schemas.CooccurrenceEdges;
import org.tfllmer.schemas.DeadLetter;
import org.tfllmer.schemas.Evaluation;
import org.tfllmer.schemas.Generation;
import org.tfllmer.schemas.GraphSnapshot;
import org.tfllmer.schemas.Interaction;
import org.tfllmer.schemas.Item;
import org.tfllmer.schemas.ItemEmbedding;
import org.tfllmer.schemas.Recommendations;
import org.tfllmer.schemas.SnapshotFile;
import org.tfllmer.schemas.UserDeletionDone;

class SerialisationTest {

    @ParameterizedTest
    @ValueSource(classes = {
        InteractionArrival.class, AcceptedInteraction.class, ItemArrival.class,
        IntervalCounts.class, SnapshotShard.class, UserRequest.class, UserDeletionDone.class,
        VectorShard.class, SolveRequest.class, FineTuneRequest.class,
        ItemVectorChange.class, ServingUpdate.class, ScoredInteraction.class
    })
    void whatTravelsBetweenOperatorsNeedsNoKryo(Class<?> record) {
        assertSerializedAsPojoWithoutKryo(record);
    }

    @ParameterizedTest
    @ValueSource(classes = {
        AcceptInteractions.PartitionTime.class,
        PruneSnapshots.NamedHistories.class, PruneGenerations.Said.class,
        VectorVersion.class, ItemStanding.class, Availability.class, HashItemWords.SavedFrequencies.class,
        ServedUser.class, CountTrending.ItemCount.class,
        EvaluationKey.class, SavedSums.class
    })
    void whatIsKeptInStateNeedsNoKryo(Class<?> record) {
        assertSerializedAsPojoWithoutKryo(record);
    }

    @ParameterizedTest
    @ValueSource(classes = {
        Interaction.class, Item.class, DeadLetter.class,
        CooccurrenceEdges.class, CooccurrenceEdges.Neighbour.class, GraphSnapshot.class, SnapshotFile.class,
        Generation.class, ItemEmbedding.class,
        Recommendations.class, Recommendations.Scored.class, Evaluation.class
    })
    void recordsOfTheTopicsNeedNoKryo(Class<?> record) {
        assertSerializedAsPojoWithoutKryo(record);
    }
}
