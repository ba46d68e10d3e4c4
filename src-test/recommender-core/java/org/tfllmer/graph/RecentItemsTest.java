/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.graph;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RecentItemsTest {

    @Test
    void anItemIsNotItsOwnNeighbour() {
        assertThat(RecentItems.without(new String[] {"tea", "cup", "pot"}, "cup")).containsExactly("tea", "pot");
    }

    @Test
    void anUnknownItemHasAllOfThemAsNeighbours() {
        assertThat(RecentItems.without(new String[] {"tea", "cup"}, "pot")).containsExactly("tea", "cup");
    }

    @Test
    void theOldestGoesWhenTheLimitIsReached() {
        assertThat(RecentItems.append(new String[] {"tea", "cup", "pot"}, "jam", 3))
                .containsExactly("cup", "pot", "jam");
    }

    @Test
    void aLimitOfOneKeepsTheNewestOnly() {
        assertThat(RecentItems.append(new String[] {"tea"}, "cup", 1)).containsExactly("cup");
    }
}
