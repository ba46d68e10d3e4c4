/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.recpca;

import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.AsyncDataStream;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.ParameterTool;
import org.tfllmer.jobs.config.JobConfig;
import org.tfllmer.jobs.config.JobOptions;
import org.tfllmer.jobs.embedding.EmbedItems;
import org.tfllmer.jobs.ingest.ItemArrival;
import org.tfllmer.jobs.ingest.SortItemArrivals;
import org.tfllmer.jobs.snapshots.SnapshotStore;
import org.tfllmer.jobs.topics.ItemVectorChange;
import org.tfllmer.jobs.topics.Topics;
import org.tfllmer.schemas.Generation;
import org.tfllmer.schemas.GenerationState;
import org.tfllmer.schemas.GraphSnapshot;
import org.tfllmer.schemas.topics.Topic;

/**
 * Items and graph snapshots in; a generation of item embeddings per snapshot, the vectors of items that come between
 * two generations, and dead letters out. What it says of generations it also reads back: only what all see is current.
 */
public final class RecPcaJob {

    public static final String NAME = "rec-pca-job";

    /** A solve that takes longer fails the job. */
    private static final long SOLVE_HOURS = 6;
    /** Requests that may wait for the solve before them. */
    private static final int WAITING_SOLVES = 16;

    private RecPcaJob() {}

    /** Runs the job on a cluster. Options as {@code --key value}; see {@link JobOptions}. */
    public static void main(String[] arguments) throws Exception {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        build(env, JobConfig.of(ParameterTool.fromArgs(arguments).toMap()));
        env.execute(NAME);
    }

    public static void build(StreamExecutionEnvironment env, JobConfig config) {
        Topics topics = new Topics(NAME, config);
        SingleOutputStreamOperator<ItemArrival> arrivals = topics.items(env);
        DataStream<ItemArrival> items =
                EmbedItems.embedded(arrivals, config.embedder(), config.embeddingDimension());
        DataStream<GraphSnapshot> graphs = topics.graphSnapshots(env);
        DataStream<Generation> announced = topics.generationsOfModel(env);
        DataStream<Generation> generations = solve(requests(items, graphs, config), config);
        topics.publishExactlyOnce(generations, Topic.GENERATIONS);
        topics.publishItemVectors(itemEmbeddings(generations, config)
                .union(projections(items, announced, config)));
        prune(announced, graphs, config);
        pruneGenerations(announced, config);
        topics.publishDeadLetters(arrivals.getSideOutput(SortItemArrivals.DEAD));
    }

    static DataStream<SolveRequest> requests(
            DataStream<ItemArrival> items, DataStream<GraphSnapshot> graphs, JobConfig config) {
        DataStream<VectorShard> vectors = items.keyBy(ItemArrival::itemId)
                .connect(graphs.broadcast())
                .transform(KeepItemVectors.UID, TypeInformation.of(VectorShard.class),
                        new KeepItemVectors(store(config), config.embeddingDimension()))
                .uid(KeepItemVectors.UID);
        return graphs.keyBy(graph -> RequestSolve.KEY)
                .connect(vectors.keyBy(shard -> RequestSolve.KEY))
                .process(new RequestSolve())
                .uid(RequestSolve.UID)
                .name(RequestSolve.UID)
                .setParallelism(1);
    }

    static DataStream<Generation> solve(DataStream<SolveRequest> requests, JobConfig config) {
        GenerationWriter writer = new GenerationWriter(store(config), config.model(), config.commit());
        SolveRecPca solve = new SolveRecPca(store(config), config.embeddingDimension(), config.recPca(),
                config.fullEvery(), config.bounds(), writer);
        return AsyncDataStream.orderedWait(requests, solve, SOLVE_HOURS, TimeUnit.HOURS, WAITING_SOLVES)
                .uid(SolveRecPca.UID)
                .name(SolveRecPca.UID)
                .setParallelism(1);
    }

    static DataStream<ItemVectorChange> projections(
            DataStream<ItemArrival> items, DataStream<Generation> announced, JobConfig config) {
        DataStream<Generation> committed = announced
                .filter(generation -> generation.state() == GenerationState.COMMITTED)
                .uid("committed-generations")
                .setParallelism(1);
        return items.keyBy(ItemArrival::itemId)
                .connect(committed.broadcast(ProjectItems.CURRENT))
                .process(new ProjectItems(store(config), config.embeddingDimension()))
                .uid(ProjectItems.UID)
                .name(ProjectItems.UID);
    }

    static DataStream<ItemVectorChange> itemEmbeddings(DataStream<Generation> generations, JobConfig config) {
        return generations.flatMap(new ListItemEmbeddings(store(config)))
                .uid(ListItemEmbeddings.UID)
                .name(ListItemEmbeddings.UID)
                .setParallelism(1);
    }

    static void pruneGenerations(DataStream<Generation> announced, JobConfig config) {
        announced.process(new PruneGenerations(store(config), config.model(), config.retainedGenerations()))
                .uid(PruneGenerations.UID)
                .name(PruneGenerations.UID)
                .setParallelism(1);
    }

    static void prune(DataStream<Generation> announced, DataStream<GraphSnapshot> graphs, JobConfig config) {
        announced.connect(graphs)
                .process(new PruneSnapshots(store(config), config.retainedSnapshots()))
                .uid(PruneSnapshots.UID)
                .name(PruneSnapshots.UID)
                .setParallelism(1);
    }

    private static SnapshotStore store(JobConfig config) {
        return new SnapshotStore(config.snapshotsDirectory());
    }
}
