/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.backbone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SequenceBatchTest {

    @Test
    void everyPositionOfALongSequencesEndPredictsTheNextItem() {
        SequenceBatch batch = SequenceBatch.forTraining(List.of(new int[] {9, 1, 2, 3, 4}, new int[] {7, 8}), 3);
        assertThat(batch.length()).isEqualTo(3);
        assertThat(batch.items()).containsExactly(1, 2, 3, 7, 0, 0);
        assertThat(batch.positions()).containsExactly(0, 1, 2, 3);
        assertThat(batch.targets()).containsExactly(2, 3, 4, 8);
    }

    @Test
    void predictionLooksAtTheLastItem() {
        SequenceBatch batch = SequenceBatch.forPrediction(List.of(new int[] {9, 1, 2, 3}, new int[] {7}), 3);
        assertThat(batch.items()).containsExactly(1, 2, 3, 7, 0, 0);
        assertThat(batch.positions()).containsExactly(2, 3);
    }

    @Test
    void anEpochHoldsEachSequenceOnceAndLittlePadding() {
        Random random = new Random(2);
        List<int[]> sequences = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            sequences.add(new int[2 + random.nextInt(40)]);
        }
        BatchPlan plan = new BatchPlan(sequences, 16, 30, 1);
        List<List<int[]>> first = plan.nextEpoch();
        assertThat(first.stream().flatMap(List::stream).toList()).containsExactlyInAnyOrderElementsOf(sequences);
        assertThat(first).allSatisfy(batch -> {
            int longest = batch.stream().mapToInt(sequence -> sequence.length).max().orElseThrow();
            int shortest = batch.stream().mapToInt(sequence -> sequence.length).min().orElseThrow();
            assertThat(longest - shortest).isLessThanOrEqualTo(4);
        });
        assertThat(plan.nextEpoch().get(0)).isNotEqualTo(first.get(0));
    }

    @Test
    void everyBatchHoldsAboutAsManyPositions() {
        Random random = new Random(3);
        List<int[]> sequences = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            sequences.add(new int[2 + random.nextInt(40)]);
        }
        List<List<int[]>> batches = new BatchPlan(sequences, 16, 30, 1).nextEpoch();
        assertThat(batches).hasSize(63);
        List<Integer> positions = batches.stream()
                .map(batch -> SequenceBatch.forTraining(batch, 30).positions().length)
                .toList();
        double mean = positions.stream().mapToInt(Integer::intValue).average().orElseThrow();
        assertThat(positions).allSatisfy(count -> assertThat(count.doubleValue()).isCloseTo(mean, within(30.0)));
    }
}
