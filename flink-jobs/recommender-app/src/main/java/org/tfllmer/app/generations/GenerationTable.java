/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.app.generations;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.tfllmer.jobs.config.FineTuneMeasure;
import org.tfllmer.schemas.Generation;

/** Generations for people. */
public final class GenerationTable {

    private static final String ROW = "%1s %6s  %-9s  %-20s  %8s  %8s  %8s  %s%n";

    private GenerationTable() {}

    /** @param inService marked by a star */
    public static String of(List<Generation> generations, long inService) {
        StringBuilder table = new StringBuilder(String.format(Locale.ROOT, ROW, "", "number", "state", "boundary",
                "loss", "NDCG@10", "before", "reason"));
        for (Generation generation : generations) {
            table.append(String.format(Locale.ROOT, ROW,
                    generation.number() == inService ? "*" : "", generation.number(),
                    generation.state().name().toLowerCase(Locale.ROOT), Instant.ofEpochMilli(generation.boundary()),
                    measure(generation, FineTuneMeasure.LOSS), measure(generation, FineTuneMeasure.NDCG),
                    measure(generation, FineTuneMeasure.NDCG_IN_SERVICE),
                    generation.reason() == null ? "" : generation.reason()));
        }
        return table.toString();
    }

    private static String measure(Generation generation, FineTuneMeasure measure) {
        Double value = generation.measures().get(measure.recordText());
        return value == null ? "-" : String.format(Locale.ROOT, "%.4f", value);
    }
}
