/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.app.summary;

import org.tfllmer.schemas.Evaluation;

/**
 * Prequential quality of a ranker: each interaction is ranked in the list that its user had before it.
 *
 * @param interactions how many were ranked
 * @param hitRate      share of them in the list; 0 if there were none
 * @param ndcg         mean of 1 / log2(1 + rank), 0 outside the list; 0 if there were none
 */
public record Quality(long interactions, double hitRate, double ndcg) {

    static final Quality NONE = new Quality(0, 0, 0);

    static Quality of(Evaluation evaluation) {
        return new Quality(evaluation.interactions(), evaluation.hitRate(), evaluation.ndcg());
    }

    /** Of this one's interactions and of the other's together. */
    Quality plus(Quality other) {
        long total = interactions + other.interactions;
        if (total == 0) {
            return NONE;
        }
        return new Quality(
                total,
                (interactions * hitRate + other.interactions * other.hitRate) / total,
                (interactions * ndcg + other.interactions * other.ndcg) / total);
    }
}
