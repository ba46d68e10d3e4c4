/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.app.bench;

import java.util.List;
import java.util.Locale;

/** Medians for people. */
final class MeasurementTable {

    private static final String HEAD = "%-28s %12s %12s %13s %10s %14s%n";
    private static final String ROW = "%-28s %,12.0f %,12.0f %13.2f %10.1f %14.0f%n";

    private MeasurementTable() {}

    static String of(List<Measurement> medians) {
        StringBuilder table = new StringBuilder(String.format(Locale.ROOT, HEAD,
                "layout", "events/s", "pairs/s", "CPU us/event", "state MB", "checkpoint ms"));
        for (Measurement median : medians) {
            table.append(String.format(Locale.ROOT, ROW, median.layout(), median.eventsPerSecond(),
                    median.pairsPerSecond(), median.cpuMicrosPerEvent(), median.stateMegabytes(),
                    median.checkpointMillis()));
        }
        return table.toString();
    }

    /** What the first layout costs beside each of the others. */
    static String ratios(List<Measurement> medians) {
        StringBuilder lines = new StringBuilder();
        Measurement first = medians.get(0);
        for (Measurement other : medians.subList(1, medians.size())) {
            lines.append(String.format(Locale.ROOT, "CPU per event: %s = %.2f x %s%n", first.layout(),
                    first.cpuMicrosPerEvent() / other.cpuMicrosPerEvent(), other.layout()));
        }
        return lines.toString();
    }
}
