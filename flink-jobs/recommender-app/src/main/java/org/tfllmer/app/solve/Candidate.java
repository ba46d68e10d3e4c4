/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.app.solve;

import org.tfllmer.evaluation.RankingMetrics;
import org.tfllmer.recpca.RecPcaOptions;

/**
 * How one point of the grid did in the untrained next-item check.
 *
 * @param hitRate HR@10
 * @param ndcg    NDCG@10
 */
record Candidate(String formulation, double smoothness, String columnScaling, double hitRate, double ndcg,
        double seconds) {

    private static final String PCA = "pca";

    static Candidate of(RecPcaOptions options, RankingMetrics metrics, double seconds) {
        return new Candidate(options.smoothness() == 0 ? PCA : options.formulation().text(), options.smoothness(),
                options.columnScaling().text(), metrics.hitRate(), metrics.ndcg(), seconds);
    }
}
