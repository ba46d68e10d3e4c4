/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.recpca;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;
import org.tfllmer.jobs.graph.EdgeShardWriter;
import org.tfllmer.jobs.ingest.Waiting;
import org.tfllmer.schemas.GraphSnapshot;
import org.tfllmer.schemas.SnapshotFile;

/**
 * Asks for a solve when the graph and all embeddings of a boundary have been written, and numbers the generations.
 * Keyed by one constant, so it runs in one subtask. State: the last number, and what belongs to boundaries not passed.
 */
public final class RequestSolve extends KeyedCoProcessFunction<String, GraphSnapshot, VectorShard, SolveRequest> {

    /** Identifies this operator's state in every savepoint; never change it. */
    public static final String UID = "request-solve";

    /** The one key of both inputs. */
    public static final String KEY = "solve";

    private static final long serialVersionUID = 1L;

    private transient ValueState<Long> lastNumber;
    private transient ListState<GraphSnapshot> graphs;
    private transient ListState<VectorShard> shards;

    @Override
    public void open(OpenContext context) {
        lastNumber = getRuntimeContext().getState(new ValueStateDescriptor<>("last-number", Types.LONG));
        graphs = getRuntimeContext().getListState(new ListStateDescriptor<>("graphs", GraphSnapshot.class));
        shards = getRuntimeContext().getListState(new ListStateDescriptor<>("shards", VectorShard.class));
    }

    @Override
    public void processElement1(GraphSnapshot graph, Context context, Collector<SolveRequest> out) throws Exception {
        graphs.add(graph);
        context.timerService().registerEventTimeTimer(graph.boundary() - 1);
    }

    @Override
    public void processElement2(VectorShard shard, Context context, Collector<SolveRequest> out) throws Exception {
        shards.add(shard);
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<SolveRequest> out) throws Exception {
        long boundary = timestamp + 1;
        List<VectorShard> taken = Waiting.take(shards, shard -> shard.boundary() == boundary);
        List<SnapshotFile> vectors = taken.stream()
                .map(VectorShard::file)
                .sorted(Comparator.comparing(SnapshotFile::path))
                .toList();
        long waiting = taken.stream().mapToLong(VectorShard::waiting).sum();
        for (GraphSnapshot graph : Waiting.take(graphs, graph -> graph.boundary() == boundary)) {
            long number = Objects.requireNonNullElse(lastNumber.value(), 0L) + 1;
            lastNumber.update(number);
            out.collect(new SolveRequest(number, boundary, edges(graph), vectors, waiting));
        }
    }

    private static List<SnapshotFile> edges(GraphSnapshot graph) {
        return graph.files().stream().filter(file -> file.role().equals(EdgeShardWriter.ROLE)).toList();
    }
}
