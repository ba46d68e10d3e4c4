/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DataSplitTest {

    @Test
    void leaveOneOutTestsTheLastItemAndValidatesTheOneBefore() {
        DataSplit split = DataSplit.leaveOneOut(9, List.of(new int[] {1, 2, 3, 4}, new int[] {5, 6}));
        assertThat(split.train()).containsExactly(new int[] {1, 2}, new int[] {5, 6});
        assertThat(split.validation()).singleElement().satisfies(one -> {
            assertThat(one.history()).containsExactly(1, 2);
            assertThat(one.next()).isEqualTo(3);
        });
        assertThat(split.test()).singleElement().satisfies(one -> {
            assertThat(one.history()).containsExactly(1, 2, 3);
            assertThat(one.next()).isEqualTo(4);
        });
        assertThat(split.trainCounts()).containsExactly(0, 1, 1, 0, 0, 1, 1, 0, 0);
    }

    @Test
    void temporalLearnsFromNothingAfterTheDate() {
        DataSplit split = DataSplit.temporal(9,
                List.of(new int[] {1, 2, 3, 4, 5}, new int[] {6}, new int[] {7, 8}),
                List.of(new long[] {1, 2, 12, 22, 23}, new long[] {25}, new long[] {3, 24}), 10, 20);
        assertThat(split.train()).containsExactly(new int[] {1, 2}, new int[] {}, new int[] {7});
        assertThat(split.validation()).singleElement().satisfies(one -> {
            assertThat(one.history()).containsExactly(1, 2);
            assertThat(one.next()).isEqualTo(3);
        });
        assertThat(split.test()).extracting(NextItemCase::next).containsExactly(4, 8);
        assertThat(split.test().get(0).history()).containsExactly(1, 2, 3);
    }

    @Test
    void groupsMakeUpAThirdOfTheInteractionsEach() {
        assertThat(ItemGroup.of(new int[] {1, 6, 0, 3, 1, 1})).containsExactly(ItemGroup.TAIL, ItemGroup.HEAD,
                ItemGroup.NEW, ItemGroup.MIDDLE, ItemGroup.TAIL, ItemGroup.TAIL);
    }
}
