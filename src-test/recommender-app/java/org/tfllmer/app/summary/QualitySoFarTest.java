/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.app.summary;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.tfllmer.schemas.Evaluation;

class QualitySoFarTest {

    private final QualitySoFar quality = new QualitySoFar();

    @Test
    void weighsWindowsByTheirInteractions() {
        quality.add(evaluation(0, "semantic", 1, 30, 0.5, 0.25));
        quality.add(evaluation(100, "semantic", 2, 10, 0.1, 0.05));
        assertThat(quality.ofLists()).isEqualTo(new Quality(40, 0.4, 0.2));
    }

    @Test
    void replacesATotalByALaterOneOfTheSameWindowRankerAndGeneration() {
        quality.add(evaluation(0, "semantic", 1, 1, 1, 1));
        quality.add(evaluation(0, "semantic", 1, 4, 0.5, 0.25));
        assertThat(quality.ofLists()).isEqualTo(new Quality(4, 0.5, 0.25));
    }

    @Test
    void addsUpEveryRungOfOurListsAndKeepsTheBaselineApart() {
        quality.add(evaluation(0, "semantic", 1, 1, 1, 1));
        quality.add(evaluation(0, "trending", 0, 1, 0, 0));
        quality.add(evaluation(0, "popular", 1, 2, 0.25, 0.125));
        assertThat(quality.ofLists()).isEqualTo(new Quality(2, 0.5, 0.5));
        assertThat(quality.ofPopular()).isEqualTo(new Quality(2, 0.25, 0.125));
    }

    @Test
    void isZeroBeforeAnythingWasRanked() {
        assertThat(quality.ofLists()).isEqualTo(new Quality(0, 0, 0));
    }

    private static Evaluation evaluation(
            long windowStart, String ranker, long generation, long interactions, double hitRate, double ndcg) {
        return new Evaluation(
                "all", windowStart, windowStart + 100, ranker, generation, 10, interactions, hitRate, ndcg, 0, 0, 0);
    }
}
