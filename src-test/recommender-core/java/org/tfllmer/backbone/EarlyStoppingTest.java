/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.backbone;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EarlyStoppingTest {

    @Test
    void keepsTheBestWeightsAndStopsWhenPatienceIsOut() {
        Iterator<Double> measures = List.of(3.0, 2.0, Double.NaN, 1.5, 1.6, 1.7).iterator();
        int[] epoch = {0};
        EarlyStopping stopping = new EarlyStopping(2, measures::next, () -> weights(epoch[0]));
        for (epoch[0] = 1; stopping.afterEpoch(new TrainingEpoch(epoch[0], 0, 0, 0)); epoch[0]++) {
            assertThat(epoch[0]).isLessThan(6);
        }
        assertThat(epoch[0]).isEqualTo(6);
        assertThat(stopping.bestEpoch()).isEqualTo(4);
        assertThat(stopping.best()).contains(weights(4));
    }

    @Test
    void hasNoBestWhenNothingCouldBeMeasured() {
        EarlyStopping stopping = new EarlyStopping(1, () -> Double.NaN, () -> weights(1));
        assertThat(stopping.afterEpoch(new TrainingEpoch(1, 0, 0, 0))).isFalse();
        assertThat(stopping.best()).isEmpty();
    }

    private static BackboneWeights weights(int dimension) {
        return new BackboneWeights(BackboneOptions.gru4Rec(dimension), Map.of());
    }
}
