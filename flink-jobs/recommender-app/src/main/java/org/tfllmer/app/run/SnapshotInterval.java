/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.app.run;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** How often Rec-PCA is solved when a data set is replayed and nobody said. */
final class SnapshotInterval {

    /** So many solves show how quality grows and do not take over the run. */
    private static final int SOLVES = 64;

    private static final List<Duration> READABLE = Stream.of(
                    "PT1M", "PT2M", "PT5M", "PT10M", "PT15M", "PT30M", "PT1H", "PT2H", "PT3H", "PT6H", "PT12H", "P1D",
                    "P2D", "P3D", "P7D", "P14D", "P30D", "P60D", "P90D", "P180D", "P365D")
            .map(Duration::parse)
            .toList();

    private SnapshotInterval() {}

    /** The readable duration nearest, by ratio, to a 64th of the time that the data spans. */
    static Duration of(Duration span) {
        double wanted = Math.log(Math.max(1, span.toMillis() / SOLVES));
        return READABLE.stream()
                .min(Comparator.comparingDouble(duration -> Math.abs(Math.log(duration.toMillis()) - wanted)))
                .orElseThrow();
    }
}
