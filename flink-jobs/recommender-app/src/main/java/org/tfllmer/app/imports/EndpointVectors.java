/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.app.imports;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.tfllmer.dataset.RawItem;
import org.tfllmer.embedding.Embedder;
import org.tfllmer.embedding.TextRefusedException;
import org.tfllmer.tensors.Float32Matrix;
import org.tfllmer.tensors.FloatMatrix;

/** Asked of an embedder, with progress. A text that it refuses has no embedding; any other failure ends the import. */
public final class EndpointVectors implements VectorSource {

    private static final int TOLD_EVERY = 1_000;
    /** Texts on their way at a time: some requests' worth. */
    private static final int ON_THEIR_WAY = 1_024;

    private final Supplier<Embedder> opened;
    private final int dimension;
    private final PrintWriter out;
    private int refused;

    /** @param opened makes the embedder, which is closed at the end */
    public EndpointVectors(Supplier<Embedder> opened, int dimension, PrintWriter out) {
        this.opened = opened;
        this.dimension = dimension;
        this.out = out;
    }

    @Override
    public Optional<FloatMatrix> of(SourceItems items) throws IOException {
        try (Embedder embedder = opened.get()) {
            return Optional.of(new Float32Matrix(items.size(), dimension, values(items, embedder)));
        } finally {
            if (refused > 0) {
                out.printf("%,d items have no embedding, as their texts were refused%n", refused);
            }
        }
    }

    private float[] values(SourceItems items, Embedder embedder) throws IOException {
        float[] values = new float[items.size() * dimension];
        Deque<CompletableFuture<float[]>> asked = new ArrayDeque<>();
        for (int item = 0, answered = 0; answered < items.size();) {
            if (item < items.size() && asked.size() < ON_THEIR_WAY) {
                asked.add(embedder.embed(HashedVectors.text(items.items().get(item++))));
            } else {
                take(asked.remove(), items.items().get(answered), values, answered);
                answered++;
                tell(answered, items.size());
            }
        }
        return values;
    }

    private void take(CompletableFuture<float[]> answer, RawItem item, float[] values, int row) throws IOException {
        try {
            System.arraycopy(answer.get(), 0, values, row * dimension, dimension);
        } catch (ExecutionException failure) {
            if (!(failure.getCause() instanceof TextRefusedException)) {
                throw new IOException("No embedding of item " + item.item() + ": " + failure.getCause().getMessage(),
                        failure.getCause());
            }
            refused++;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while waiting for embeddings", stopped);
        }
    }

    private void tell(int answered, int items) {
        if (answered % TOLD_EVERY == 0 || answered == items) {
            out.printf("%,d of %,d items embedded%n", answered, items);
            out.flush();
        }
    }
}
