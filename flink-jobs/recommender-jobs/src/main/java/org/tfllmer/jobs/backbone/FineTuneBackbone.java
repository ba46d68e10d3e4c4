/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.backbone;

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
import org.tfllmer.backbone.BackboneFile;
import org.tfllmer.backbone.ComputeDevice;
import org.tfllmer.backbone.FineTuneOptions;
import org.tfllmer.backbone.FineTuned;
import org.tfllmer.backbone.FineTuning;
import org.tfllmer.backbone.ServedBackbone;
import org.tfllmer.jobs.config.FineTuneMeasure;
import org.tfllmer.jobs.config.MeasureBounds;
import org.tfllmer.jobs.recpca.GenerationFiles;
import org.tfllmer.jobs.snapshots.SnapshotStore;
import org.tfllmer.schemas.Generation;

/**
 * Fine-tunes the backbone for a prepared generation on a thread of its own, so that no checkpoint waits for it: the
 * request stands in the checkpoint until it is answered, and is asked again after a failure. Each request has exactly
 * one answer: the generation is committed, or it is revoked and says why. As long
 * as no backbone is in service, one that ranks worse than the item embeddings alone is left out of its generation. A file that cannot be read fails the job,
 * which then tries again.
 *
 * <p>Starts from the weights in service: those of its own last answer, which may not have come round yet, or those that
 * were committed after it, as by a rollback.
 */
public final class FineTuneBackbone extends RichAsyncFunction<FineTuneRequest, Generation> {

    /** Identifies this operator's state in every savepoint; never change it. */
    public static final String UID = "fine-tune-backbone";

    private static final Logger LOG = LoggerFactory.getLogger(FineTuneBackbone.class);
    private static final long serialVersionUID = 1L;

    private final SnapshotStore store;
    private final FineTuneOptions options;
    private final MeasureBounds<FineTuneMeasure> bounds;
    private transient ExecutorService trainer;
    private transient FineTuneMetrics metrics;
    private transient ComputeDevice device;
    private transient Generation lastCommitted;

    public FineTuneBackbone(SnapshotStore store, FineTuneOptions options, MeasureBounds<FineTuneMeasure> bounds) {
        this.store = store;
        this.options = options;
        this.bounds = bounds;
    }

    @Override
    public void open(OpenContext context) {
        device = ComputeDevice.of(AssignedDevice.of(options.device(), getRuntimeContext()));
        metrics = new FineTuneMetrics(getRuntimeContext().getMetricGroup());
        trainer = Executors.newSingleThreadExecutor(task -> new Thread(task, UID));
        LOG.info("Fine-tuning on {}", device.name());
    }

    @Override
    public void close() {
        if (trainer != null) {
            trainer.shutdownNow();
        }
    }

    @Override
    public void asyncInvoke(FineTuneRequest request, ResultFuture<Generation> result) {
        trainer.execute(() -> {
            try {
                result.complete(Collections.singleton(answer(request)));
            } catch (IOException | RuntimeException | LinkageError failure) {
                result.completeExceptionally(failure);
            }
        });
    }

    private Generation answer(FineTuneRequest request) throws IOException {
        Generation prepared = request.prepared();
        Generation inService = later(request.inService(), lastCommitted);
        ServedBackbone served = served(inService);
        metrics.started(prepared.number());
        FineTuned candidate;
        try {
            candidate = new FineTuning(options, device, metrics).run(GenerationFiles.items(store, prepared),
                    SequenceReader.read(store, request.histories()), served == null ? 0 : inService.boundary(),
                    served, prepared.number());
        } catch (ArithmeticException noModel) {
            return revoked(prepared, noModel.getMessage());
        }
        Map<FineTuneMeasure, Double> measures = MeasureFineTune.of(candidate);
        Optional<String> fault = candidate.notFinite().or(() -> bounds.broken(measures));
        Optional<String> worse = candidate.worse(options.margin());
        if (fault.isPresent()) {
            return revoked(prepared, fault.get());
        }
        if (worse.isPresent()) {
            return served == null ? withoutBackbone(prepared, measures, worse.get()) : revoked(prepared, worse.get());
        }
        BackboneFile backbone = candidate.backbone();
        return committed(FineTunedGeneration.committed(store, prepared, backbone, measures), measures);
    }

    /** The item embeddings alone are better than a first backbone, as where there is little to learn from yet. */
    private Generation withoutBackbone(Generation prepared, Map<FineTuneMeasure, Double> measures, String worse) {
        LOG.info("Generation {} has no backbone: {}", prepared.number(), worse);
        return committed(FineTunedGeneration.withoutBackbone(prepared, measures), measures);
    }

    /** What was announced last of two generations; either may be null. */
    private static Generation later(Generation one, Generation other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.announcedAt() > other.announcedAt() ? one : other;
    }

    private ServedBackbone served(Generation inService) throws IOException {
        Optional<BackboneFile> backbone =
                inService == null ? Optional.empty() : GenerationFiles.backbone(store, inService);
        return backbone.isPresent()
                ? new ServedBackbone(backbone.get(), GenerationFiles.items(store, inService))
                : null;
    }

    private Generation committed(Generation committed, Map<FineTuneMeasure, Double> measures) {
        lastCommitted = committed;
        metrics.committed(committed.number(), measures);
        LOG.info("Generation {} is committed: {}", committed.number(), measures);
        return committed;
    }

    private Generation revoked(Generation prepared, String reason) {
        LOG.warn("Generation {} is revoked: {}", prepared.number(), reason);
        metrics.revoked();
        return FineTunedGeneration.revoked(prepared, reason);
    }
}
