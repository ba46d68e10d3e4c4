/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tfllmer.dataset.InteractionFilter.Duplicates;

class InteractionFilterTest {

    @Test
    void lowRatingsAndRepeatedPairsGoAndTheRestIsSortedByTime() {
        List<RawInteraction> raw = List.of(of("ann", "tea", 30, 5), of("ann", "cup", 20, 2), of("ann", "tea", 10, 4),
                of("bob", "tea", 20, Double.NaN));
        assertThat(new InteractionFilter(3, Duplicates.KEEP_FIRST, 1).apply(raw))
                .containsExactly(raw.get(2), raw.get(3));
        assertThat(new InteractionFilter(3, Duplicates.KEEP_LAST, 1).apply(raw))
                .containsExactly(raw.get(3), raw.get(0));
        assertThat(new InteractionFilter(3, Duplicates.KEEP_ALL, 1).apply(raw))
                .containsExactly(raw.get(2), raw.get(3), raw.get(0));
    }

    @Test
    void aCoreIsTakenUntilNothingMoreGoes() {
        List<RawInteraction> core = List.of(of("ann", "tea", 1, 5), of("ann", "cup", 2, 5), of("bob", "tea", 3, 5),
                of("bob", "cup", 4, 5));
        List<RawInteraction> chain = List.of(of("eve", "tea", 5, 5), of("eve", "pot", 6, 5), of("zoe", "pot", 7, 5));
        List<RawInteraction> all = new ArrayList<>(core);
        all.addAll(chain);
        assertThat(new InteractionFilter(0, Duplicates.KEEP_ALL, 2).apply(all)).isEqualTo(core);
        assertThatThrownBy(() -> new InteractionFilter(0, Duplicates.KEEP_ALL, 0))
                .hasMessage("--k-core must be 1 or more, was 0");
    }

    private static RawInteraction of(String user, String item, long seconds, double rating) {
        return new RawInteraction(user, item, seconds, rating, "");
    }
}
