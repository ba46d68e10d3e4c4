/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.app.solve;

import java.util.Locale;

/** The candidates of a probe for people, a line each. */
final class ProbeTable {

    private ProbeTable() {}

    static String header(int users) {
        return String.format(Locale.ROOT, "Untrained next-item check on %,d users%n", users)
                + String.format(Locale.ROOT, "%-12s %10s  %-14s %8s %8s %8s", "formulation", "smoothness", "columns",
                        "HR@10", "NDCG@10", "seconds");
    }

    static String line(Candidate candidate) {
        return String.format(Locale.ROOT, "%-12s %10s  %-14s %8.4f %8.4f %8.1f", candidate.formulation(),
                candidate.smoothness(), candidate.columnScaling(), candidate.hitRate(), candidate.ndcg(),
                candidate.seconds());
    }
}
