/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.serving;

import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.ParameterTool;
import org.tfllmer.jobs.config.JobConfig;
import org.tfllmer.jobs.config.JobOptions;
import org.tfllmer.jobs.evaluation.ScoredInteraction;
import org.tfllmer.jobs.evaluation.TallyEvaluations;
import org.tfllmer.jobs.ingest.AcceptedInteraction;
import org.tfllmer.jobs.snapshots.SnapshotStore;
import org.tfllmer.jobs.topics.ItemVectorChange;
import org.tfllmer.jobs.topics.Topics;
import org.tfllmer.schemas.Evaluation;
import org.tfllmer.schemas.Generation;
import org.tfllmer.schemas.GenerationState;
import org.tfllmer.schemas.Recommendations;
import org.tfllmer.schemas.topics.Topic;

/** Interactions, committed generations and item vectors in; recommendations and their prequential quality out. */
public final class RecommendJob {

    public static final String NAME = "recommend-job";

    private RecommendJob() {}

    /** Runs the job on a cluster. Options as {@code --key value}; see {@link JobOptions}. */
    public static void main(String[] arguments) throws Exception {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        build(env, JobConfig.of(ParameterTool.fromArgs(arguments).toMap()));
        env.execute(NAME);
    }

    public static void build(StreamExecutionEnvironment env, JobConfig config) {
        Topics topics = new Topics(NAME, config);
        DataStream<AcceptedInteraction> interactions = topics.interactions(env);
        DataStream<ServingUpdate> updates =
                committed(topics.generations(env), config)
                        .union(trending(interactions), changedItems(topics.itemVectors(env)));
        SingleOutputStreamOperator<Recommendations> lists = recommendations(interactions, updates, config);
        topics.publishAtLeastOnce(lists, Topic.RECOMMENDATIONS);
        topics.publishExactlyOnce(
                evaluations(lists.getSideOutput(RecommendItems.SCORED), config), Topic.EVALUATIONS);
    }

    static DataStream<ServingUpdate> committed(DataStream<Generation> generations, JobConfig config) {
        String model = config.model();
        return generations
                .filter(generation -> generation.model().equals(model)
                        && generation.state() == GenerationState.COMMITTED)
                .uid("committed-generations")
                .setParallelism(1)
                .map(ServingUpdate::of)
                .returns(ServingUpdate.class)
                .uid("generation-updates")
                .setParallelism(1);
    }

    static DataStream<ServingUpdate> changedItems(DataStream<ItemVectorChange> changes) {
        return changes.filter(change -> !change.isFineTuned())
                .uid("changes-between-generations")
                .setParallelism(changes.getParallelism())
                .map(ServingUpdate::of)
                .returns(ServingUpdate.class)
                .uid("item-updates")
                .setParallelism(changes.getParallelism()); // else an item's changes could overtake each other
    }

    static DataStream<ServingUpdate> trending(DataStream<AcceptedInteraction> interactions) {
        return interactions.process(new CountTrending())
                .uid(CountTrending.UID)
                .name(CountTrending.UID)
                .setParallelism(1);
    }

    static SingleOutputStreamOperator<Recommendations> recommendations(
            DataStream<AcceptedInteraction> interactions, DataStream<ServingUpdate> updates, JobConfig config) {
        return interactions.keyBy(AcceptedInteraction::userId)
                .connect(updates.broadcast())
                .transform(RecommendItems.UID, TypeInformation.of(Recommendations.class),
                        new RecommendItems(new SnapshotStore(config.snapshotsDirectory()), config.serving()))
                .uid(RecommendItems.UID);
    }

    static DataStream<Evaluation> evaluations(DataStream<ScoredInteraction> scored, JobConfig config) {
        return scored.transform(TallyEvaluations.UID, TypeInformation.of(Evaluation.class),
                        new TallyEvaluations(config.evaluationWindow(), config.serving().listLength()))
                .uid(TallyEvaluations.UID)
                .setParallelism(1);
    }
}
