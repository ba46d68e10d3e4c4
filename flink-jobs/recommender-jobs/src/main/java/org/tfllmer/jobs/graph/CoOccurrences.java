/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.graph;

import org.tfllmer.graph.Pairs;
import org.tfllmer.jobs.state.PackedType;

/**
 * What a user's coming to an item adds to its pairs with earlier ones, or takes back.
 *
 * @param pairs     weights decay from their time
 * @param countedAt time whose interval it belongs to, milliseconds since 1970 UTC: later than the event time if that
 *                  interval had been told
 */
public record CoOccurrences(Pairs pairs, long countedAt) {

    public static final PackedType<CoOccurrences> TYPE =
            new PackedType<>(CoOccurrences.class, new CoOccurrencesFormat());
}
