/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SnapshotIntervalTest {

    @ParameterizedTest
    @CsvSource({"PT0S, PT1M", "PT64M, PT1M", "P28D, PT12H", "P64D, P1D", "P8212D, P180D", "P36500D, P365D"})
    void isTheReadableDurationNearestToA64thOfTheSpan(Duration span, Duration interval) {
        assertThat(SnapshotInterval.of(span)).isEqualTo(interval);
    }
}
