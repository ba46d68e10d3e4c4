/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class CatalogueCoverageTest {

    @Test
    void countsAnItemOnceHoweverOftenItIsRecommended() {
        CatalogueCoverage coverage = new CatalogueCoverage(8);
        coverage.add(0, 7);
        coverage.add(7);
        assertThat(coverage.share()).isEqualTo(0.25);
    }

    @Test
    void partsMergeToTheWhole() {
        CatalogueCoverage left = new CatalogueCoverage(4);
        left.add(0, 1);
        CatalogueCoverage right = new CatalogueCoverage(4);
        right.add(1, 2);
        left.merge(right);
        assertThat(left.share()).isEqualTo(0.75);
    }

    @Test
    void refusesItemsOutsideTheCatalogue() {
        CatalogueCoverage coverage = new CatalogueCoverage(4);
        assertThatThrownBy(() -> coverage.add(4)).hasMessage("There is no item 4 in a catalogue of 4");
        assertThatThrownBy(() -> coverage.merge(new CatalogueCoverage(5)))
                .hasMessage("Coverages of 4 and of 5 items do not merge");
    }
}
