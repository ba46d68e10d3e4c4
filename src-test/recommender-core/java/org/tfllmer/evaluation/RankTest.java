/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import org.junit.jupiter.api.Test;

class RankTest {

    @Test
    void agreesWithSciPyWithTiesAndWithout() {
        for (GoldenRanking golden : GoldenRanking.all()) {
            assertThat(Rank.of(golden.relevant(), golden.scores())).isEqualTo(golden.rank());
        }
    }

    @Test
    void itemsOfTheSameScoreStandBeforeTheOneAsked() {
        float[] scores = {5, 3, 3, 3, 1};
        assertThat(Rank.of(1, scores)).isEqualTo(4);
        assertThat(Rank.of(3, scores)).isEqualTo(4);
        assertThat(Rank.of(2, new float[100])).isEqualTo(100);
    }

    @Test
    void excludedItemsTakeNoPlace() {
        float[] scores = {5, 4, 3, 2};
        BitSet excluded = new BitSet();
        excluded.set(0, 3);
        assertThat(Rank.of(3, scores, excluded)).isEqualTo(1);
        assertThat(Rank.of(2, scores, excluded)).as("itself is never excluded").isEqualTo(1);
    }

    @Test
    void aScoreThatIsNoNumberNeverHelps() {
        assertThat(Rank.of(0, new float[] {Float.NaN, 1, 2})).isEqualTo(3);
        assertThat(Rank.of(2, new float[] {Float.NaN, 1, 2})).isEqualTo(2);
    }
}
