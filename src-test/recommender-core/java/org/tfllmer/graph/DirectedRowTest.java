/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.graph;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DirectedRowTest {

    private final DirectedRow tea = row(new String[] {"cup", "jam"}, new double[] {1, 2}, new double[] {0, 3});
    private final DirectedRow more = row(new String[] {"cup", "pot"}, new double[] {4, 5}, new double[] {1, 0});

    @Test
    void rowsAddUpByNeighbourAndDirection() {
        DirectedRow sum = tea.plus(more);
        assertThat(sum.neighbours()).containsExactly("cup", "jam", "pot");
        assertThat(sum.after()).containsExactly(5, 2, 5);
        assertThat(sum.before()).containsExactly(1, 3, 0);
    }

    @Test
    void additionCommutes() {
        DirectedRow one = tea.plus(more);
        DirectedRow other = more.plus(tea);
        assertThat(other.neighbours()).isEqualTo(one.neighbours());
        assertThat(other.after()).isEqualTo(one.after());
        assertThat(other.before()).isEqualTo(one.before());
    }

    @Test
    void nothingAddsNothing() {
        assertThat(tea.plus(DirectedRow.empty()).after()).isEqualTo(tea.after());
        assertThat(DirectedRow.empty().plus(tea).neighbours()).isEqualTo(tea.neighbours());
    }

    @Test
    void theDegreeIsTheSumOfBothDirections() {
        assertThat(tea.degree()).isEqualTo(6);
        assertThat(tea.weight(1)).isEqualTo(5);
    }

    private static DirectedRow row(String[] neighbours, double[] after, double[] before) {
        return new DirectedRow(neighbours, after, before);
    }
}
