/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.embedding;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tfllmer.embedding.Embedder;
import org.tfllmer.embedding.TextRefusedException;
import org.tfllmer.jobs.ingest.ItemArrival;

/**
 * Asks an embedder for texts that it does not know, and passes items on when they have their vectors. Keyed by text and
 * model, so an unchanged text is asked for once. An answer is looked for by a timer, so nothing waits for the embedder:
 * not a checkpoint, not event time, not another item. Requests in flight at a failure are asked again.
 *
 * <p>If the embedder does not answer, the item stays here and is asked for again; if it refuses the text, the item goes
 * on without a vector and waits, counted, for another version.
 *
 * <p>State per text: its embedding, 4D bytes, for a settable time after it was last seen, and the items that
 * wait for it.
 */
public final class AskEmbedder extends KeyedProcessFunction<String, ItemArrival, ItemArrival> {

    /** Identifies this operator's state in every savepoint; never change it. */
    public static final String UID = "ask-embedder";

    /** Texts of one subtask that may be with the embedder; the others stay in the state. */
    static final int MOST_IN_FLIGHT = 10_000;

    /** Milliseconds between two looks for an answer. */
    static final long LOOK = 50;

    /** Milliseconds until a text is asked for again that got no answer, or for which there was no room. */
    static final long PAUSE = 10_000;

    private static final Logger LOG = LoggerFactory.getLogger(AskEmbedder.class);
    private static final long serialVersionUID = 1L;

    private final EmbedderFactory factory;
    private final String model;
    private final Duration retention;

    private transient Embedder embedder;
    private transient Map<String, CompletableFuture<float[]>> inFlight;
    private transient ValueState<float[]> known;
    private transient ListState<ItemArrival> waiting;
    private transient Counter asked;
    private transient Counter refused;

    public AskEmbedder(EmbedderFactory factory, String model, Duration retention) {
        this.factory = factory;
        this.model = model;
        this.retention = retention;
    }

    @Override
    public void open(OpenContext context) {
        known = getRuntimeContext().getState(KnownEmbeddings.descriptor(retention));
        waiting = getRuntimeContext().getListState(new ListStateDescriptor<>("waiting", ItemArrival.class));
        inFlight = new HashMap<>();
        embedder = factory.open();
        asked = getRuntimeContext().getMetricGroup().counter("textsAsked");
        refused = getRuntimeContext().getMetricGroup().counter("textsRefused");
        getRuntimeContext().getMetricGroup().gauge("textsInFlight", (Gauge<Integer>) () -> inFlight.size());
    }

    @Override
    public void close() {
        if (embedder != null) {
            embedder.close();
        }
    }

    @Override
    public void processElement(ItemArrival arrival, Context context, Collector<ItemArrival> out) throws Exception {
        float[] embedding = known.value();
        if (embedding != null) {
            out.collect(arrival.withEmbedding(embedding, model));
            return;
        }
        boolean first = !waiting.get().iterator().hasNext();
        waiting.add(arrival);
        if (first) {
            ask(context.getCurrentKey(), ItemText.of(arrival.version()), context);
        }
    }

    private void ask(String key, String text, Context context) {
        boolean room = inFlight.size() < MOST_IN_FLIGHT;
        if (room) {
            inFlight.put(key, embedder.embed(text));
            asked.inc();
        }
        lookAgain(room ? LOOK : PAUSE, context);
    }

    private static void lookAgain(long milliseconds, Context context) {
        context.timerService().registerProcessingTimeTimer(
                context.timerService().currentProcessingTime() + milliseconds);
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<ItemArrival> out) throws Exception {
        if (!waiting.get().iterator().hasNext()) {
            return;
        }
        String key = context.getCurrentKey();
        CompletableFuture<float[]> answer = inFlight.get(key);
        if (answer == null) {
            ask(key, ItemText.of(waiting.get().iterator().next().version()), context);
        } else if (answer.isDone()) {
            inFlight.remove(key);
            receive(answer, context, out);
        } else {
            lookAgain(LOOK, context);
        }
    }

    private void receive(CompletableFuture<float[]> answer, Context context, Collector<ItemArrival> out)
            throws Exception {
        try {
            float[] embedding = answer.get();
            known.update(embedding);
            for (ItemArrival arrival : waiting.get()) {
                out.collect(arrival.withEmbedding(embedding, model));
            }
            waiting.clear();
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof TextRefusedException) {
                passOnWithout(failure.getCause().getMessage(), out);
            } else {
                LOG.warn("A text has no embedding yet and is asked for again: {}", failure.getCause().toString());
                lookAgain(PAUSE, context);
            }
        }
    }

    private void passOnWithout(String reason, Collector<ItemArrival> out) throws Exception {
        for (ItemArrival arrival : waiting.get()) {
            LOG.warn("Item {} stays without an embedding: {}", arrival.itemId(), reason);
            refused.inc();
            out.collect(arrival);
        }
        waiting.clear();
    }
}
