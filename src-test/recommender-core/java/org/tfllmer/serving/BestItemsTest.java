/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.serving;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BestItemsTest {

    private static final float INFINITY = Float.POSITIVE_INFINITY;

    @Test
    void scoresOfAnySignAreInOrder() {
        float[] scores = {-2f, Float.NaN, 0f, INFINITY, -INFINITY, -1f, -0f, 3f};
        BestItems best = new BestItems(8, item -> false);
        best.offer(scores, scores.length, 10);
        assertThat(best.best().items()).containsExactly(13, 17, 12, 16, 15, 10, 14);
        assertThat(best.best().scores()).containsExactly(INFINITY, 3f, 0f, 0f, -1f, -2f, -INFINITY);
    }

    @Test
    void theOrderOfOffersDoesNotMatter() {
        BestItems best = new BestItems(2, item -> item == 9);
        for (int item : new int[] {7, 5, 9, 2, 6}) {
            best.offer(item, 1f);
        }
        assertThat(best.best().items()).containsExactly(2, 5);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 20, 60, 128, 129, 2000, 7000})
    void blocksGiveWhatASortOfAllGives(int k) {
        int count = 3 * ScoreBlock.SIZE + 100;
        float[] scores = withTies(count, new Random(k));
        TopK found = ofBlocks(scores, new BestItems(k, item -> item % 3 == 0));
        assertThat(found.items()).containsExactly(sorted(scores, k, 3));
    }

    @Test
    void aBlockWhoseBestAreExcludedIsLookedThroughAgain() {
        float[] scores = withTies(2 * ScoreBlock.SIZE, new Random(1));
        float[] falling = scores.clone();
        Arrays.sort(falling);
        float high = falling[falling.length - 300];
        TopK found = ofBlocks(scores, new BestItems(20, item -> scores[item] >= high));
        assertThat(found.size()).isEqualTo(20);
        assertThat(found.scores()[0]).isLessThan(high);
        assertThat(found.items()).containsExactly(IntStream.range(0, scores.length).boxed()
                .filter(item -> scores[item] < high).sorted(better(scores)).limit(20).mapToInt(item -> item).toArray());
    }

    @Test
    void aScoreThatIsNoNumberHidesNoOther() {
        float[] scores = new float[2 * ScoreBlock.SIZE];
        Arrays.fill(scores, -1f);
        scores[ScoreBlock.SIZE + 5] = 2f;
        for (int at = 0; at < scores.length; at++) {
            if (at % 128 == 5 && at != ScoreBlock.SIZE + 5) {
                scores[at] = Float.NaN;
            }
        }
        assertThat(ofBlocks(scores, new BestItems(2, item -> false)).items()).containsExactly(ScoreBlock.SIZE + 5, 0);
    }

    private static TopK ofBlocks(float[] scores, BestItems best) {
        ScoreBlock block = new ScoreBlock();
        for (int first = 0; first < scores.length; first += ScoreBlock.SIZE) {
            block.read(FloatBuffer.wrap(scores), first, Math.min(ScoreBlock.SIZE, scores.length - first));
            block.offerTo(best, first);
        }
        return best.best();
    }

    private static int[] sorted(float[] scores, int k, int excludedStep) {
        return IntStream.range(0, scores.length).filter(item -> item % excludedStep != 0).boxed()
                .sorted(better(scores)).limit(k).mapToInt(item -> item).toArray();
    }

    private static Comparator<Integer> better(float[] scores) {
        return Comparator.<Integer>comparingDouble(item -> -scores[item]).thenComparingInt(item -> item);
    }

    /** Rounded, so that many scores are equal. */
    private static float[] withTies(int count, Random random) {
        float[] scores = new float[count];
        for (int at = 0; at < count; at++) {
            scores[at] = Math.round(random.nextGaussian() * 200 - 100);
        }
        return scores;
    }
}
