/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BatchItemIndexTest {

    @ParameterizedTest
    @CsvSource({"1, 1, 1, 1", "2047, 5, 20, 3", "2048, 64, 20, 64", "5000, 10, 300, 7", "7000, 8, 20, 5"})
    void findsWhatSingleSearchesFind(int n, int d, int k, int queryCount) {
        Random random = new Random(3);
        float[] vectors = gaussian(random, n * d);
        float[] queries = gaussian(random, queryCount * d);
        List<IntPredicate> excluded = random.ints(queryCount, 1, 9)
                .mapToObj(step -> (IntPredicate) item -> item % step == 1).toList();

        ItemIndex single = ItemIndex.of(vectors, n, d);
        try (BatchItemIndex batch = BatchItemIndex.of(vectors, n, d)) {
            List<TopK> found = batch.topK(queries, k, excluded);
            assertThat(found).hasSize(queryCount);
            for (int query = 0; query < queryCount; query++) {
                float[] row = Arrays.copyOfRange(queries, query * d, (query + 1) * d);
                TopK alone = single.topK(row, k, excluded.get(query));
                assertThat(found.get(query).items()).containsExactly(alone.items());
                assertThat(found.get(query).scores()).containsExactly(alone.scores(), within(1e-5f * d));
            }
        }
    }

    @Test
    void scoresAreProductsWithEveryItem() {
        Random random = new Random(5);
        float[] vectors = gaussian(random, 5000 * 3);
        float[] queries = gaussian(random, 2 * 3);
        float[] scores = new float[2 * 5000];
        try (BatchItemIndex index = BatchItemIndex.of(vectors, 5000, 3)) {
            index.scores(queries, 2, scores);
        }
        for (int query = 0; query < 2; query++) {
            for (int item = 0; item < 5000; item++) {
                float product = 0;
                for (int j = 0; j < 3; j++) {
                    product += queries[query * 3 + j] * vectors[item * 3 + j];
                }
                assertThat(scores[query * 5000 + item]).isCloseTo(product, within(1e-5f));
            }
        }
    }

    @Test
    void ofEqualScoresTheLowerIndexComesFirst() {
        float[] same = new float[4200];
        Arrays.fill(same, 1f);
        try (BatchItemIndex index = BatchItemIndex.of(same, 4200, 1)) {
            List<IntPredicate> excluded = List.of(item -> false, item -> item == 1);
            List<TopK> found = index.topK(new float[] {1, -1}, 3, excluded);
            assertThat(found.get(0).items()).containsExactly(0, 1, 2);
            assertThat(found.get(1).items()).containsExactly(0, 2, 3);
        }
    }

    @Test
    void anEmptyCatalogueOrBatchHasNothingToRecommend() {
        try (BatchItemIndex index = BatchItemIndex.of(new float[0], 0, 4)) {
            assertThat(index.topK(new float[4], 3, List.of(item -> false)).get(0).size()).isZero();
            assertThat(index.topK(new float[0], 3, List.of())).isEmpty();
        }
    }

    @Test
    void refusesWhatDoesNotFit() {
        try (BatchItemIndex index = BatchItemIndex.of(new float[6], 3, 2)) {
            List<IntPredicate> two = Collections.nCopies(2, item -> false);
            assertThatThrownBy(() -> index.topK(new float[3], 1, two)).hasMessageContaining("queries must be 2 × 2");
            assertThatThrownBy(() -> index.topK(new float[4], 0, two)).hasMessageContaining("was 0");
        }
    }

    private static float[] gaussian(Random random, int length) {
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }
}
