/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.backbone;

import java.util.Optional;
import org.tfllmer.recpca.VectorMeasures;
import org.tfllmer.tensors.Float32Matrix;

/**
 * A fine-tuned candidate.
 *
 * @param backbone    what to store
 * @param itemVectors eᵢ of the backbone's items, n × d row after row
 * @param learnedShare ‖δ‖ / ‖z‖ over all items
 * @param training    empty if there was nothing to learn from
 * @param quality     on interactions that were held out
 */
public record FineTuned(BackboneFile backbone, float[] itemVectors, double learnedShare,
        Optional<TrainingResult> training, HeldOutQuality quality) {

    /** Why its quality is not enough, if so: worse than what is in service by more than the margin and chance. */
    public Optional<String> worse(double margin) {
        return quality.isWorseBy(margin)
                ? Optional.of("NDCG@%d is %.4f on %d held-out interactions, and %.4f of what is in service: worse by "
                        .formatted(FineTuning.CUTOFF, quality.candidateNdcg(), quality.cases(), quality.servedNdcg())
                        + "more than fine-tune.margin " + margin + " and than chance")
                : Optional.empty();
    }

    /** Mean cosine of two different items' vectors; NaN with fewer than two. */
    public double meanCosine() {
        int d = backbone.options().dimension();
        int items = itemVectors.length / d;
        return VectorMeasures.of(new Float32Matrix(items, d, itemVectors)).meanCosine();
    }

    /** What in it is not finite, if so. */
    public Optional<String> notFinite() {
        return backbone.arrays().entrySet().stream()
                .filter(array -> !finite(array.getValue().values()))
                .map(array -> array.getKey() + " has a value that is not finite")
                .findFirst()
                .or(() -> finite(itemVectors) ? Optional.empty() : Optional.of("an item vector is not finite"));
    }

    private static boolean finite(float[] values) {
        for (float value : values) {
            if (!Float.isFinite(value)) {
                return false;
            }
        }
        return true;
    }
}
