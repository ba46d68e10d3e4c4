/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.app.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SearchGridTest {

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = {"POPULARITY", "ITEM_KNN", "EASE"})
    void everyMethodHasFourTries(Method method) {
        for (List<Double> prices : List.of(List.of(0.1), List.of(0.1, 0.3))) {
            assertThat(SearchGrid.of(method, prices)).doesNotHaveDuplicates().hasSize(4)
                    .contains(SearchGrid.usual(method, prices))
                    .allSatisfy(choice -> assertThat(choice.smoothness().isPresent()).isEqualTo(method.usesGraph()))
                    .allSatisfy(choice -> assertThat(Choice.of(choice.values())).isEqualTo(choice));
        }
        assertThat(SearchGrid.RIDGES).hasSize(4);
    }

    @Test
    void twoPricesAreTriedWithTwoLearningRatesEach() {
        assertThat(SearchGrid.of(Method.TF_LLMER, List.of(0.1, 0.3))).containsExactly(
                new Choice(0.001, OptionalDouble.of(0.1)), new Choice(0.003, OptionalDouble.of(0.1)),
                new Choice(0.001, OptionalDouble.of(0.3)), new Choice(0.003, OptionalDouble.of(0.3)));
    }
}
