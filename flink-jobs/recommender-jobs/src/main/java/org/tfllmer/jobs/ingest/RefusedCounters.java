/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.ingest;

import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.tfllmer.schemas.DeadLetter;

/** Counts dead letters: {@code late} and {@code future} ones each for themselves, {@code dead} all of them. */
final class RefusedCounters {

    private final Counter dead;
    private final Counter late;
    private final Counter future;

    RefusedCounters(MetricGroup group) {
        dead = group.counter("dead");
        late = group.counter(AcceptInteractions.LATE);
        future = group.counter(RefusedRecords.FUTURE);
    }

    void count(DeadLetter letter) {
        dead.inc();
        switch (letter.reason()) {
            case AcceptInteractions.LATE -> late.inc();
            case RefusedRecords.FUTURE -> future.inc();
            default -> { } // malformed, in one way or another
        }
    }
}
