/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.recpca;

import java.io.IOException;
import java.util.Collections;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.async.ResultFuture;
import org.apache.flink.streaming.api.functions.async.RichAsyncFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tfllmer.jobs.snapshots.SnapshotStore;
import org.tfllmer.recpca.RecPca;
import org.tfllmer.recpca.RecPcaOptions;
import org.tfllmer.recpca.RecPcaSolution;
import org.tfllmer.schemas.Generation;

/**
 * Solves Rec-PCA on a thread of its own, so that no checkpoint waits for it: the request stands in the checkpoint until
 * it is answered, and is asked again after a failure. Each request has exactly one answer. What has no solution is
 * answered with a revoked generation that says why; a file that cannot be read fails the job, which then tries again.
 */
public final class SolveRecPca extends RichAsyncFunction<SolveRequest, Generation> {

    /** Identifies this operator's state in every savepoint; never change it. */
    public static final String UID = "solve-rec-pca";

    private static final Logger LOG = LoggerFactory.getLogger(SolveRecPca.class);
    private static final long serialVersionUID = 1L;

    private final SnapshotStore store;
    private final int embeddingDimension;
    private final RecPcaOptions options;
    private final GenerationWriter writer;
    private transient ExecutorService solver;

    public SolveRecPca(SnapshotStore store, int embeddingDimension, RecPcaOptions options, GenerationWriter writer) {
        this.store = store;
        this.embeddingDimension = embeddingDimension;
        this.options = options;
        this.writer = writer;
    }

    @Override
    public void open(OpenContext context) {
        solver = Executors.newSingleThreadExecutor(task -> new Thread(task, UID));
    }

    @Override
    public void close() {
        if (solver != null) {
            solver.shutdownNow();
        }
    }

    @Override
    public void asyncInvoke(SolveRequest request, ResultFuture<Generation> result) {
        solver.execute(() -> {
            try {
                result.complete(Collections.singleton(answer(request)));
            } catch (IOException | RuntimeException | LinkageError failure) {
                result.completeExceptionally(failure);
            }
        });
    }

    private Generation answer(SolveRequest request) throws IOException {
        SolveInput input = SolveInput.read(store, request, embeddingDimension);
        if (input.items().isEmpty()) {
            return refused(request, "no item has a language-model embedding");
        }
        RecPcaSolution solution;
        try {
            solution = RecPca.solve(input.embeddings(), input.graph(), options);
        } catch (ArithmeticException noSolution) {
            return refused(request, noSolution.getMessage());
        }
        return writer.write(request, input, solution);
    }

    private Generation refused(SolveRequest request, String reason) {
        LOG.warn("Generation {} is not published: {}", request.number(), reason);
        return writer.revoked(request, reason);
    }
}
