/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.backbone;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;
import org.tfllmer.jobs.graph.HistoryShardWriter;
import org.tfllmer.jobs.ingest.Waiting;
import org.tfllmer.schemas.Generation;
import org.tfllmer.schemas.GenerationState;
import org.tfllmer.schemas.GraphSnapshot;
import org.tfllmer.schemas.SnapshotFile;

/**
 * Asks for a fine-tuning when a generation is prepared and the histories of its boundary are known. Keyed by one
 * constant, so it runs in one subtask.
 *
 * <p>State: what is in service, and what belongs to boundaries that are not answered yet.
 */
public final class RequestFineTune
        extends KeyedCoProcessFunction<String, Generation, GraphSnapshot, FineTuneRequest> {

    /** Identifies this operator's state in every savepoint; never change it. */
    public static final String UID = "request-fine-tune";

    /** The one key of both inputs. */
    public static final String KEY = "fine-tune";

    private static final long serialVersionUID = 1L;

    private transient ValueState<Generation> inService;
    private transient ListState<Generation> prepared;
    private transient MapState<Long, GraphSnapshot> graphs;

    @Override
    public void open(OpenContext context) {
        inService = getRuntimeContext().getState(new ValueStateDescriptor<>("in-service", Generation.class));
        prepared = getRuntimeContext().getListState(new ListStateDescriptor<>("prepared", Generation.class));
        graphs = getRuntimeContext().getMapState(new MapStateDescriptor<>(
                "graphs", Types.LONG, TypeInformation.of(GraphSnapshot.class)));
    }

    @Override
    public void processElement1(Generation generation, Context context, Collector<FineTuneRequest> out)
            throws Exception {
        switch (generation.state()) {
            case PREPARED -> prepared.add(generation);
            case COMMITTED -> {
                inService.update(generation);
                settle(generation);
            }
            case REVOKED -> settle(generation);
        }
        ask(out);
    }

    @Override
    public void processElement2(GraphSnapshot graph, Context context, Collector<FineTuneRequest> out)
            throws Exception {
        graphs.put(graph.boundary(), graph);
        ask(out);
    }

    private void ask(Collector<FineTuneRequest> out) throws Exception {
        Set<Long> boundaries = new HashSet<>();
        graphs.keys().forEach(boundaries::add);
        for (Generation generation
                : Waiting.take(prepared, waiting -> boundaries.contains(waiting.boundary()))) {
            out.collect(new FineTuneRequest(
                    generation, histories(graphs.get(generation.boundary())), inService.value()));
        }
    }

    private static List<SnapshotFile> histories(GraphSnapshot graph) {
        return graph.files().stream().filter(file -> file.role().equals(HistoryShardWriter.ROLE)).toList();
    }

    /** Neither the generation nor a graph up to its boundary is asked for again. */
    private void settle(Generation generation) throws Exception {
        Waiting.take(prepared, waiting -> waiting.number() == generation.number());
        List<Long> passed = new ArrayList<>();
        for (long boundary : graphs.keys()) {
            if (boundary <= generation.boundary()) {
                passed.add(boundary);
            }
        }
        for (long boundary : passed) {
            graphs.remove(boundary);
        }
    }
}
