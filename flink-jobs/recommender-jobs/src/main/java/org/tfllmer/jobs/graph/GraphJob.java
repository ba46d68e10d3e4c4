/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.graph;

import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.ParameterTool;
import org.tfllmer.jobs.config.JobConfig;
import org.tfllmer.jobs.config.JobOptions;
import org.tfllmer.jobs.ingest.AcceptInteractions;
import org.tfllmer.jobs.ingest.AcceptedInteraction;
import org.tfllmer.jobs.snapshots.SnapshotStore;
import org.tfllmer.jobs.topics.Topics;
import org.tfllmer.schemas.CooccurrenceEdges;
import org.tfllmer.schemas.GraphSnapshot;
import org.tfllmer.schemas.topics.Topic;

/** Interactions in; co-occurrence edges, graph snapshots and dead letters out. */
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
        SingleOutputStreamOperator<CoOccurrences> pairs = coOccurrences(interactions, config);
        DataStream<IntervalCounts> counts = pairs.getSideOutput(PairRecentItems.COUNTS);
        SingleOutputStreamOperator<CooccurrenceEdges> edges = graph(rowChanges(pairs, config), counts, config);
        topics.publishExactlyOnce(edges, Topic.COOCCURRENCE_EDGES);
        topics.publishExactlyOnce(snapshots(counts, edges.getSideOutput(GrowGraph.SHARDS)), Topic.GRAPH_SNAPSHOTS);
        topics.publishDeadLetters(interactions.getSideOutput(AcceptInteractions.DEAD));
    }

    static SingleOutputStreamOperator<CoOccurrences> coOccurrences(
            DataStream<AcceptedInteraction> interactions, JobConfig config) {
        return interactions
                .keyBy(AcceptedInteraction::userId)
                .transform(PairRecentItems.UID, TypeInformation.of(CoOccurrences.class),
                        new PairRecentItems(config.graph(), config.ingest().deduplicationHorizon()))
                .uid(PairRecentItems.UID);
    }

    static DataStream<RowChange> rowChanges(DataStream<CoOccurrences> pairs, JobConfig config) {
        return pairs.keyBy(CoOccurrences::itemId)
                .process(new BundleCoOccurrences(config.graph().publishInterval()))
                .uid(BundleCoOccurrences.UID)
                .name(BundleCoOccurrences.UID);
    }

    static SingleOutputStreamOperator<CooccurrenceEdges> graph(
            DataStream<RowChange> changes, DataStream<IntervalCounts> counts, JobConfig config) {
        return changes.keyBy(RowChange::itemId)
                .connect(counts.broadcast())
                .transform(GrowGraph.UID, TypeInformation.of(CooccurrenceEdges.class),
                        new GrowGraph(new SnapshotStore(config.snapshotsDirectory())))
                .uid(GrowGraph.UID);
    }

    static DataStream<GraphSnapshot> snapshots(DataStream<IntervalCounts> counts, DataStream<EdgeShard> shards) {
        return counts.keyBy(counted -> AssembleGraphSnapshot.KEY)
                .connect(shards.keyBy(shard -> AssembleGraphSnapshot.KEY))
                .process(new AssembleGraphSnapshot())
                .uid(AssembleGraphSnapshot.UID)
                .name(AssembleGraphSnapshot.UID)
                .setParallelism(1);
    }
}
