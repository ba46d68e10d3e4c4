/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.graph;

import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.util.ParameterTool;
import org.tfllmer.jobs.config.JobConfig;
import org.tfllmer.jobs.config.JobOptions;
import org.tfllmer.jobs.ingest.AcceptInteractions;
import org.tfllmer.jobs.ingest.AcceptedInteraction;
import org.tfllmer.jobs.ingest.SortUserRequests;
import org.tfllmer.jobs.ingest.UserRequest;
import org.tfllmer.jobs.snapshots.SnapshotStore;
import org.tfllmer.jobs.topics.Topics;
import org.tfllmer.schemas.CooccurrenceEdges;
import org.tfllmer.schemas.GraphSnapshot;
import org.tfllmer.schemas.topics.Topic;

/**
 * Interactions and requests to forget in; co-occurrence edges, snapshots, accounts of what was forgotten, dead
 * letters out.
 */
public final class GraphJob {

    public static final String NAME = "graph-job";

    private GraphJob() {}

    /** Runs the job on a cluster. Options as {@code --key value}; see {@link JobOptions}. */
    public static void main(String[] arguments) throws Exception {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        build(env, JobConfig.of(ParameterTool.fromArgs(arguments).toMap()));
        env.execute(NAME);
    }

    public static void build(StreamExecutionEnvironment env, JobConfig config) {
        Topics topics = new Topics(NAME, config);
        SingleOutputStreamOperator<AcceptedInteraction> interactions = topics.interactions(env);
        SingleOutputStreamOperator<UserRequest> requests = topics.userDeletions(env);
        SingleOutputStreamOperator<CoOccurrences> pairs = coOccurrences(arrivals(interactions, requests), config);
        DataStream<IntervalCounts> counts = pairs.getSideOutput(PairRecentItems.COUNTS);
        SingleOutputStreamOperator<CooccurrenceEdges> edges = graph(rowChanges(pairs, config), counts, config);
        DataStream<SnapshotShard> shards =
                pairs.getSideOutput(PairRecentItems.SHARDS).union(edges.getSideOutput(GrowGraph.SHARDS));
        measureTopContributors(pairs.getSideOutput(PairRecentItems.CONTRIBUTIONS), config);
        topics.publishEdges(edges);
        topics.publishExactlyOnce(snapshots(counts, shards), Topic.GRAPH_SNAPSHOTS);
        topics.publishExactlyOnce(pairs.getSideOutput(PairRecentItems.DONE), Topic.USER_DELETIONS_DONE);
        topics.publishDeadLetters(interactions.getSideOutput(AcceptInteractions.DEAD)
                .union(requests.getSideOutput(SortUserRequests.DEAD)));
    }

    static DataStream<UserArrival> arrivals(
            DataStream<AcceptedInteraction> interactions, DataStream<UserRequest> requests) {
        return arrivals(interactions).union(requests.map(UserArrival::of)
                .returns(UserArrival.TYPE)
                .uid("requests-of-users")
                .setParallelism(requests.getParallelism()));
    }

    public static DataStream<UserArrival> arrivals(DataStream<AcceptedInteraction> interactions) {
        return interactions.map(UserArrival::of)
                .returns(UserArrival.TYPE)
                .uid("interactions-of-users")
                .setParallelism(interactions.getParallelism());
    }

    public static SingleOutputStreamOperator<CoOccurrences> coOccurrences(
            DataStream<UserArrival> arrivals, JobConfig config) {
        return arrivals.keyBy(UserArrival::userId)
                .transform(PairRecentItems.UID, CoOccurrences.TYPE, new PairRecentItems(
                        store(config), config.graph(), config.ingest().deduplicationHorizon()))
                .uid(PairRecentItems.UID);
    }

    public static DataStream<RowChange> rowChanges(DataStream<CoOccurrences> pairs, JobConfig config) {
        DataStream<RowChange> gains = pairs
                .transform(BundleCoOccurrences.UID, RowChange.TYPE, new BundleCoOccurrences(config.graph()))
                .uid(BundleCoOccurrences.UID);
        return config.graph().neighbours() == 0 ? gains : gains
                .keyBy(RowChange::itemId)
                .transform(LimitNeighbours.UID, RowChange.TYPE, new LimitNeighbours(config.graph()))
                .uid(LimitNeighbours.UID);
    }

    public static SingleOutputStreamOperator<CooccurrenceEdges> graph(
            DataStream<RowChange> changes, DataStream<IntervalCounts> counts, JobConfig config) {
        return changes.keyBy(RowChange::itemId)
                .connect(counts.broadcast())
                .transform(GrowGraph.UID, TypeInformation.of(CooccurrenceEdges.class),
                        new GrowGraph(store(config), config.graph()))
                .uid(GrowGraph.UID);
    }

    static DataStream<GraphSnapshot> snapshots(DataStream<IntervalCounts> counts, DataStream<SnapshotShard> shards) {
        return counts.keyBy(counted -> AssembleGraphSnapshot.KEY)
                .connect(shards.keyBy(shard -> AssembleGraphSnapshot.KEY))
                .process(new AssembleGraphSnapshot())
                .uid(AssembleGraphSnapshot.UID)
                .name(AssembleGraphSnapshot.UID)
                .setParallelism(1);
    }

    static void measureTopContributors(DataStream<Contribution> contributions, JobConfig config) {
        contributions.keyBy(Contribution::itemId)
                .process(new MeasureTopContributors(config.graph()))
                .uid(MeasureTopContributors.UID)
                .name(MeasureTopContributors.UID)
                .sinkTo(new DiscardingSink<>())
                .uid("shares-are-metrics-only");
    }

    private static SnapshotStore store(JobConfig config) {
        return new SnapshotStore(config.snapshotsDirectory());
    }
}
