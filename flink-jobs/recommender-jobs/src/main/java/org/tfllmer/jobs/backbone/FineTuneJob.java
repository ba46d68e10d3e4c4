/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.backbone;

import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.operators.SlotSharingGroup;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.streaming.api.datastream.AsyncDataStream;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraphGenerator;
import org.apache.flink.util.ParameterTool;
import org.tfllmer.jobs.config.JobConfig;
import org.tfllmer.jobs.config.JobOptions;
import org.tfllmer.jobs.recpca.ListItemEmbeddings;
import org.tfllmer.jobs.snapshots.SnapshotStore;
import org.tfllmer.jobs.topics.Topics;
import org.tfllmer.schemas.Generation;
import org.tfllmer.schemas.GraphSnapshot;
import org.tfllmer.schemas.topics.Topic;

/**
 * Prepared generations and the histories of their boundaries in; each generation committed with a fine-tuned backbone,
 * or revoked, and the item vectors of those committed out. What it says of generations it also reads back: only what
 * all see is in service.
 */
public final class FineTuneJob {

    public static final String NAME = "fine-tune-job";

    /** A fine-tuning that takes longer fails the job. */
    private static final long FINE_TUNE_HOURS = 24;
    /** Requests that may wait for the fine-tuning before them. */
    private static final int WAITING_REQUESTS = 16;

    private FineTuneJob() {}

    /** Runs the job on a cluster. Options as {@code --key value}; see {@link JobOptions}. */
    public static void main(String[] arguments) throws Exception {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        build(env, JobConfig.of(ParameterTool.fromArgs(arguments).toMap()));
        env.execute(NAME);
    }

    public static void build(StreamExecutionEnvironment env, JobConfig config) {
        if (AssignedDevice.isAskedFor(config.fineTune().device())) {
            env.registerSlotSharingGroup(aside());
        }
        Topics topics = new Topics(NAME, config);
        DataStream<FineTuneRequest> requests =
                requests(topics.generationsOfModel(env), topics.graphSnapshots(env));
        DataStream<Generation> answers = fineTune(requests, config);
        topics.publishExactlyOnce(answers, Topic.GENERATIONS);
        topics.publishItemVectors(answers.flatMap(new ListItemEmbeddings(store(config)))
                .uid(ListItemEmbeddings.UID)
                .name(ListItemEmbeddings.UID)
                .setParallelism(1));
    }

    static DataStream<FineTuneRequest> requests(
            DataStream<Generation> generations, DataStream<GraphSnapshot> graphs) {
        return generations.keyBy(generation -> RequestFineTune.KEY)
                .connect(graphs.keyBy(graph -> RequestFineTune.KEY))
                .process(new RequestFineTune())
                .uid(RequestFineTune.UID)
                .name(RequestFineTune.UID)
                .setParallelism(1);
    }

    static DataStream<Generation> fineTune(DataStream<FineTuneRequest> requests, JobConfig config) {
        FineTuneBackbone fineTune =
                new FineTuneBackbone(store(config), config.fineTune(), config.fineTuneBounds());
        SingleOutputStreamOperator<Generation> answers =
                AsyncDataStream.orderedWait(requests, fineTune, FINE_TUNE_HOURS, TimeUnit.HOURS, WAITING_REQUESTS)
                        .uid(FineTuneBackbone.UID)
                        .name(FineTuneBackbone.UID)
                        .setParallelism(1);
        return AssignedDevice.isAskedFor(config.fineTune().device()) ? onGpu(answers) : answers;
    }

    /** In a slot of its own, on a task manager that offers a GPU. */
    private static SingleOutputStreamOperator<Generation> onGpu(SingleOutputStreamOperator<Generation> answers) {
        return answers.slotSharingGroup(SlotSharingGroup.newBuilder(FineTuneBackbone.UID)
                .setCpuCores(1)
                .setTaskHeapMemoryMB(1024)
                .setTaskOffHeapMemoryMB(1024)
                .setExternalResource(AssignedDevice.RESOURCE, 1)
                .build());
    }

    /** What everything else needs. Without a size of its own it might take all that the GPU's task manager has. */
    private static SlotSharingGroup aside() {
        return SlotSharingGroup.newBuilder(StreamGraphGenerator.DEFAULT_SLOT_SHARING_GROUP)
                .setCpuCores(0.5)
                .setTaskHeapMemoryMB(256)
                .setTaskOffHeapMemoryMB(64)
                .setManagedMemory(MemorySize.ofMebiBytes(64))
                .build();
    }

    private static SnapshotStore store(JobConfig config) {
        return new SnapshotStore(config.snapshotsDirectory());
    }
}
