/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.BitSet;
import java.util.Comparator;
import java.util.Random;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ItemIndexTest {

    private static final IntPredicate NONE = item -> false;

    @ParameterizedTest
    @CsvSource({"1, 1, 1", "7, 3, 7", "1023, 5, 20", "1024, 64, 20", "1025, 64, 1", "5000, 10, 300"})
    void findsWhatSortingAllScoresFinds(int n, int d, int k) {
        Random random = new Random(7);
        float[] vectors = gaussian(random, n * d);
        float[] query = gaussian(random, d);
        BitSet seen = new BitSet();
        random.ints(n / 3, 0, n).forEach(seen::set);

        TopK found = ItemIndex.of(vectors, n, d).topK(query, k, seen::get);

        assertThat(found.items()).containsExactly(sorted(vectors, n, query, k, seen::get));
        for (int rank = 0; rank < found.size(); rank++) {
            assertThat((double) found.scores()[rank])
                    .isCloseTo(dot(vectors, found.items()[rank], query), within(1e-5 * d));
        }
    }

    @Test
    void ofEqualScoresTheLowerIndexComesFirst() {
        int n = 3000;
        float[] vectors = new float[n];
        for (int i = 0; i < n; i++) {
            vectors[i] = i % 3;
        }
        TopK found = ItemIndex.of(vectors, n, 1).topK(new float[] {1}, 5, NONE);
        assertThat(found.items()).containsExactly(2, 5, 8, 11, 14);
    }

    @Test
    void equalScoresStayInOrderWhenBetterItemsPushSomeOut() {
        TopK found = ItemIndex.of(new float[] {1, 1, 1, 1, 2, 1, 2}, 7, 1).topK(new float[] {1}, 4, NONE);
        assertThat(found.items()).containsExactly(4, 6, 0, 1);
    }

    @Test
    void givesFewerItemsWhenFewerAreLeft() {
        ItemIndex index = ItemIndex.of(new float[] {1, 2, 3}, 3, 1);
        assertThat(index.topK(new float[] {1}, 10, item -> item == 2).items()).containsExactly(1, 0);
        assertThat(index.topK(new float[] {1}, 10, item -> true).items()).isEmpty();
    }

    @Test
    void anEmptyCatalogueHasNothingToRecommend() {
        assertThat(ItemIndex.of(new float[0], 0, 4).topK(new float[4], 3, NONE).size()).isZero();
    }

    @Test
    void asksAboutExclusionOnlyForItemsThatWouldEnter() {
        int n = 10_000;
        float[] falling = new float[n];
        for (int i = 0; i < n; i++) {
            falling[i] = -i;
        }
        int[] asked = {0};
        ItemIndex.of(falling, n, 1).topK(new float[] {1}, 5, item -> asked[0]++ < 0);
        assertThat(asked[0]).isEqualTo(5);
    }

    @Test
    void refusesWhatDoesNotFit() {
        ItemIndex index = ItemIndex.of(new float[6], 3, 2);
        assertThatThrownBy(() -> ItemIndex.of(new float[5], 3, 2))
                .hasMessage("vectors must be 3 × 2, but there are 5 values");
        assertThatThrownBy(() -> ItemIndex.of(new float[] {0, Float.NaN}, 1, 2)).hasMessageContaining("column 1");
        assertThatThrownBy(() -> index.topK(new float[3], 1, NONE)).hasMessageContaining("query must be 1 × 2");
        assertThatThrownBy(() -> index.topK(new float[2], 0, NONE)).hasMessageContaining("was 0");
    }

    private static float[] gaussian(Random random, int length) {
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    private static int[] sorted(float[] vectors, int n, float[] query, int k, IntPredicate excluded) {
        return IntStream.range(0, n).filter(excluded.negate()).boxed()
                .sorted(Comparator.comparingDouble((Integer item) -> -dot(vectors, item, query))
                        .thenComparing(item -> item))
                .limit(k).mapToInt(item -> item).toArray();
    }

    private static double dot(float[] vectors, int item, float[] query) {
        double sum = 0;
        for (int j = 0; j < query.length; j++) {
            sum += (double) vectors[item * query.length + j] * query[j];
        }
        return sum;
    }
}
