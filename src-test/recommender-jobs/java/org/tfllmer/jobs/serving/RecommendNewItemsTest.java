/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.serving;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tfllmer.jobs.topics.ItemVectorChange;

class RecommendNewItemsTest extends RecommendItemsHarness {

    @Test
    void anItemThatCameAfterTheSolveIsRecommendedWithTheGenerationsOwn() throws Exception {
        serve(1, Map.of("tea", new float[] {1, 0}, "cup", new float[] {1, 1}));
        change("jam", 1, 3, 1);
        interact("e1", "tea", 10);
        assertThat(items(last())).containsExactly("jam", "cup");
        interact("e2", "jam", 20);
        assertThat(items(last())).containsExactly("cup");
    }

    @Test
    void aWithdrawnItemIsNotRecommended() throws Exception {
        serve(1, Map.of("tea", new float[] {1, 0}, "cup", new float[] {1, 1}, "pot", new float[] {0, 1}));
        operator.processElement2(ServingUpdate.of(ItemVectorChange.withdrawn("cup")), 0);
        interact("e1", "tea", 10);
        assertThat(items(last())).containsExactly("pot");
    }

    @Test
    void vectorsOfTwoGenerationsAreNeverMixed() throws Exception {
        serve(1, Map.of("tea", new float[] {1, 0}, "cup", new float[] {1, 1}));
        change("jam", 2, 3, 1);
        change("cup", 2, 0, 1);
        interact("e1", "tea", 10);
        assertThat(items(last())).containsExactly("cup");
        serve(2, Map.of("tea", new float[] {1, 0}, "cup", new float[] {0, 1}));
        interact("e2", "pot", 20);
        assertThat(items(last())).containsExactly("jam", "cup");
        change("ham", 1, 1, 0);
        interact("e3", "pot", 30);
        assertThat(items(last())).containsExactly("jam", "cup");
    }

    @Test
    void afterARestoreItemsThatCameAfterTheSolveAreStillKnown() throws Exception {
        serve(1, Map.of("tea", new float[] {1, 0}, "cup", new float[] {1, 1}));
        change("jam", 1, 3, 1);
        restart();
        interact("e1", "tea", 10);
        assertThat(items(last())).containsExactly("jam", "cup");
    }
}
