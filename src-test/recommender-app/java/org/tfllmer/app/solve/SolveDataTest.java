/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.app.solve;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SolveDataTest {

    @TempDir
    private Path folder;

    /** All users interact once in each of five turns, so that the newest fifth is the last of each. */
    @Test
    void withoutTheNewestLeavesOutWhatCameLast() throws Exception {
        Path market = SmallMarket.in(folder);
        SolveData data = SolveData.read(market, Optional.empty());
        SolveData before = SolveData.readWithoutNewest(market, 0.2);
        assertThat(before.items()).isEqualTo(data.items());
        assertThat(before.histories().all()).usingRecursiveComparison()
                .isEqualTo(data.histories().withoutLast(1).all());
        assertThat(SolveData.readWithoutNewest(market, 0).histories().interactions())
                .isEqualTo(SmallMarket.USERS * SmallMarket.INTERACTIONS_EACH);
        assertThat(SolveData.readWithoutNewest(market, 1).histories().interactions()).isZero();
    }
}
