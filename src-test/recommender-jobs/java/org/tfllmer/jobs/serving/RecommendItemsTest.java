/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.serving;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tfllmer.jobs.evaluation.ScoredInteraction;
import org.tfllmer.schemas.InteractionType;
import org.tfllmer.schemas.RecommendationSource;
import org.tfllmer.schemas.Recommendations;

class RecommendItemsTest extends RecommendItemsHarness {

    @Test
    void beforeTheFirstGenerationTrendingItemsThatTheUserHasNotSeenAreGiven() throws Exception {
        trending();
        interact("e1", "cup", 10);
        Recommendations list = last();
        assertThat(list.source()).isEqualTo(RecommendationSource.TRENDING);
        assertThat(items(list)).containsExactly("tea", "pot", "jam");
        assertThat(list.causeEventId()).isEqualTo("e1");
        assertThat(list.generation()).isZero();
    }

    @Test
    void aGenerationRanksByCosineWithTheUsersLastItemsAndSaysWhichPulledMost() throws Exception {
        serve(1, Map.of("tea", new float[] {5, 0}, "cup", new float[] {1, 1}, "pot", new float[] {0, 9}));
        interact("e1", "tea", 10);
        Recommendations list = last();
        assertThat(list.source()).isEqualTo(RecommendationSource.SEMANTIC);
        assertThat(list.generation()).isEqualTo(1);
        assertThat(items(list)).containsExactly("cup", "pot");
        assertThat(list.items().get(0).reason()).isEqualTo("tea");
    }

    @Test
    void anItemIsNeverRecommendedToWhoHadIt() throws Exception {
        serve(1, Map.of("tea", new float[] {1, 0}, "cup", new float[] {1, 1}, "pot", new float[] {0, 1}));
        interact("e1", "tea", 10);
        interact("e2", "cup", 20);
        assertThat(items(last())).containsExactly("pot");
        interact("e3", "pot", 30);
        assertThat(items(last())).isEmpty();
    }

    @Test
    void aNewGenerationReplacesTheOneBeforeAsAWhole() throws Exception {
        serve(1, Map.of("tea", new float[] {1, 0}, "cup", new float[] {1, 1}));
        serve(2, Map.of("tea", new float[] {1, 0}, "pot", new float[] {1, 1}));
        interact("e1", "tea", 10);
        assertThat(items(last())).containsExactly("pot");
        assertThat(last().generation()).isEqualTo(2);
    }

    @Test
    void anEventThatComesTwiceIsAnsweredOnce() throws Exception {
        trending();
        interact("e1", "cup", 10);
        interact("e1", "cup", 10);
        assertThat(operator.extractOutputValues()).hasSize(1);
    }

    @Test
    void anInteractionIsJudgedByTheListThatItsUserHadBeforeIt() throws Exception {
        trending();
        interact("e1", "cup", 10);
        interact("e2", "pot", 30);
        List<ScoredInteraction> scored = scored();
        assertThat(scored).extracting(ScoredInteraction::ranker).containsExactly("trending", "popular");
        assertThat(scored).extracting(ScoredInteraction::rank).containsExactly(2, 2);
        assertThat(scored).extracting(ScoredInteraction::age).containsExactly(20L, 20L);
    }

    @Test
    void anItemThatTheUserHadSeenIsNoTest() throws Exception {
        trending();
        interact("e1", "cup", 10);
        interact("e2", "cup", 20);
        assertThat(scored()).isEmpty();
    }

    @Test
    void beingShownAnItemIsNeitherAnsweredNorJudged() throws Exception {
        trending();
        operator.processElement1(accepted("ann", "e1", "cup", InteractionType.IMPRESSION, 10), 10);
        assertThat(operator.extractOutputValues()).isEmpty();
    }

    @Test
    void afterARestoreTheSameGenerationServesTheSameUsers() throws Exception {
        serve(3, Map.of("tea", new float[] {1, 0}, "cup", new float[] {1, 1}, "pot", new float[] {0, 1}));
        interact("e1", "tea", 10);
        restart();
        interact("e2", "cup", 20);
        assertThat(last().generation()).isEqualTo(3);
        assertThat(items(last())).containsExactly("pot");
    }

    private List<ScoredInteraction> scored() {
        var scored = operator.getSideOutput(RecommendItems.SCORED);
        return scored == null ? List.of() : scored.stream().map(record -> record.getValue()).toList();
    }
}
