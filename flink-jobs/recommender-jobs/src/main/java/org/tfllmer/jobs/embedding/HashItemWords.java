/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.embedding;

import java.time.Duration;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.tfllmer.embedding.HashedWords;
import org.tfllmer.embedding.WordFrequencies;
import org.tfllmer.jobs.ingest.ItemArrival;

/**
 * Embeds items by the words of their texts. Keyed by text; runs in one subtask, for how rare a word is must be known of
 * all texts. A text keeps its embedding, however the frequencies have moved since.
 *
 * <p>State: 1 MiB of frequencies, and per text its embedding, 4D bytes, for a settable time after it was last seen.
 */
public final class HashItemWords extends KeyedProcessFunction<String, ItemArrival, ItemArrival>
        implements CheckpointedFunction {

    /** Identifies this operator's state in every savepoint; never change it. */
    public static final String UID = "hash-item-words";

    private static final long serialVersionUID = 1L;

    private final int dimension;
    private final String model;
    private final Duration retention;

    private transient WordFrequencies frequencies;
    private transient HashedWords words;
    private transient ListState<SavedFrequencies> saved;
    private transient ValueState<float[]> known;

    /** What is kept of {@link WordFrequencies}. */
    public record SavedFrequencies(int[] counts, long texts) {}

    public HashItemWords(int dimension, String model, Duration retention) {
        this.dimension = dimension;
        this.model = model;
        this.retention = retention;
    }

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
        saved = context.getOperatorStateStore()
                .getListState(new ListStateDescriptor<>("frequencies", SavedFrequencies.class));
        frequencies = new WordFrequencies();
        for (SavedFrequencies before : saved.get()) {
            frequencies = WordFrequencies.of(before.counts(), before.texts());
        }
        words = new HashedWords(dimension, frequencies);
    }

    @Override
    public void open(OpenContext context) {
        known = getRuntimeContext().getState(KnownEmbeddings.descriptor(retention));
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
        saved.clear();
        saved.add(new SavedFrequencies(frequencies.counts(), frequencies.texts()));
    }

    @Override
    public void processElement(ItemArrival arrival, Context context, Collector<ItemArrival> out) throws Exception {
        float[] embedding = known.value();
        if (embedding == null) {
            embedding = words.embed(ItemText.of(arrival.version()));
            known.update(embedding);
        }
        out.collect(arrival.withEmbedding(embedding, model));
    }
}
