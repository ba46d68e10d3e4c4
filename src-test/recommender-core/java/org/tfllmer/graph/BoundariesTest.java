/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BoundariesTest {

    @ParameterizedTest
    @CsvSource({"0, 10", "9, 10", "10, 20", "-1, 0", "-10, 0", "-11, -10"})
    void anEventTimeBelongsToTheFirstBoundaryAfterIt(long eventTime, long boundary) {
        assertThat(new Boundaries(10).after(eventTime)).isEqualTo(boundary);
    }

    @Test
    void anIntervalOfNothingIsRefused() {
        assertThatThrownBy(() -> new Boundaries(0)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("was 0");
    }
}
