/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.graph;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DirectedRowTest {

    private final DirectedRow tea = row(new String[] {"cup", "jam"}, new double[] {1, 2}, new double[] {0, 3});

    @Test
    void theDegreeIsTheSumOfBothDirections() {
        assertThat(tea.degree()).isEqualTo(6);
        assertThat(tea.weight(1)).isEqualTo(5);
    }

    private static DirectedRow row(String[] neighbours, double[] after, double[] before) {
        return new DirectedRow(neighbours, after, before);
    }
}
