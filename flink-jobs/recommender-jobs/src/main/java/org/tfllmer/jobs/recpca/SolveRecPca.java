/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.recpca;

import java.io.IOException;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.async.ResultFuture;
import org.apache.flink.streaming.api.functions.async.RichAsyncFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tfllmer.jobs.config.MeasureBounds;
import org.tfllmer.jobs.config.SolveMeasure;
import org.tfllmer.jobs.snapshots.SnapshotStore;
import org.tfllmer.recpca.RecPcaOptions;
import org.tfllmer.recpca.RecPcaSolution;
import org.tfllmer.recpca.ReducedItems;
import org.tfllmer.schemas.Generation;

/**
 * Solves Rec-PCA on a thread of its own, so that no checkpoint waits for it: the request stands in the checkpoint until
 * it is answered, and is asked again after a failure. Each request has exactly one answer. What has no solution, or one
 * that breaks a bound, is answered with a revoked generation that says why; a file that cannot be read fails the job,
 * which then tries again.
 *
 * <p>Each solve starts at the generation before and is turned to it, so that vectors move no more than the answer did.
 */
public final class SolveRecPca extends RichAsyncFunction<SolveRequest, Generation> {

    /** Identifies this operator's state in every savepoint; never change it. */
    public static final String UID = "solve-rec-pca";

    private static final Logger LOG = LoggerFactory.getLogger(SolveRecPca.class);
    private static final long serialVersionUID = 1L;
    private static final double NANOSECONDS = 1e9;

    private final SnapshotStore store;
    private final int embeddingDimension;
    private final RecPcaOptions options;
    private final int fullEvery;
    private final MeasureBounds<SolveMeasure> bounds;
    private final GenerationWriter writer;
    private transient ExecutorService solver;
    private transient PreviousSolve previous;
    private transient SolveInTurn inTurn;
    private transient SolveMetrics metrics;

    public SolveRecPca(SnapshotStore store, int embeddingDimension, RecPcaOptions options, int fullEvery,
            MeasureBounds<SolveMeasure> bounds, GenerationWriter writer) {
        this.store = store;
        this.embeddingDimension = embeddingDimension;
        this.options = options;
        this.fullEvery = fullEvery;
        this.bounds = bounds;
        this.writer = writer;
    }

    @Override
    public void open(OpenContext context) {
        previous = new PreviousSolve(store, writer.folder());
        inTurn = new SolveInTurn(options, fullEvery);
        metrics = new SolveMetrics(getRuntimeContext().getMetricGroup());
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
        long start = System.nanoTime();
        SolveInput input = SolveInput.read(store, request, embeddingDimension);
        if (input.items().isEmpty()) {
            return refused(request, "no item has a language-model embedding");
        }
        Optional<SolvedGeneration> before = previous.before(request.number())
                .filter(solved -> solved.fits(options, embeddingDimension));
        RecPcaSolution solution;
        try {
            solution = inTurn.solve(input, before);
        } catch (ArithmeticException noSolution) {
            return refused(request, noSolution.getMessage());
        }
        Map<SolveMeasure, Double> measures = MeasureSolve.of(request, input, options, solution, inTurn.drift(),
                (System.nanoTime() - start) / NANOSECONDS);
        Optional<String> broken = bounds.broken(measures);
        return broken.isPresent()
                ? refused(request, broken.get())
                : published(request, input, solution, before.map(SolvedGeneration::number), measures);
    }

    private Generation published(SolveRequest request, SolveInput input, RecPcaSolution solution,
            Optional<Long> parent, Map<SolveMeasure, Double> measures) throws IOException {
        Generation generation = writer.write(request, input, solution, parent.orElse(null), measures);
        previous.remember(new SolvedGeneration(
                request.number(), solution.basis(), new ReducedItems(input.items(), solution.items())));
        metrics.published(request.number(), measures);
        return generation;
    }

    private Generation refused(SolveRequest request, String reason) throws IOException {
        LOG.warn("Generation {} is not published: {}", request.number(), reason);
        metrics.revoked();
        return writer.revoked(request, reason);
    }
}
