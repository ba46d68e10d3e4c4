/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;
import org.tfllmer.jobs.JobSettings;
import org.tfllmer.jobs.config.JobConfig;

class MeasureTopContributorsTest {

    @Test
    void theShareIsThatOfTheUserWhoAddedMostInTheInterval() throws Exception {
        try (var operator = operator()) {
            operator.open();
            operator.processElement(new Contribution("tea", "ann", 2, 10), 10);
            operator.processElement(new Contribution("tea", "bob", 1, 20), 20);
            operator.processElement(new Contribution("tea", "ann", 1, 30), 30);
            operator.processWatermark(3_599_999);
            operator.processElement(new Contribution("tea", "bob", -1, 3_600_000), 3_600_000);
            operator.processWatermark(7_199_999);
            assertThat(operator.extractOutputValues()).containsExactly(0.75, 1.0);
        }
    }

    @Test
    void aboutOneItemInSixtyFourIsInTheSample() {
        long sampled = IntStream.range(0, 64_000)
                .filter(n -> Contribution.isSampled("item-" + n)).count();
        assertThat(sampled).isBetween(800L, 1_200L);
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, Contribution, Double> operator() throws Exception {
        return new KeyedOneInputStreamOperatorTestHarness<>(
                new KeyedProcessOperator<>(
                        new MeasureTopContributors(JobConfig.of(JobSettings.smallest()).graph())),
                Contribution::itemId, Types.STRING);
    }
}
