/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.recpca;

import java.util.Comparator;
import org.tfllmer.jobs.ingest.ItemArrival;

/**
 * An item's language-model embedding from an event time on.
 *
 * @param embedding    null if the item has none from then on
 * @param availability never if it is hidden or gone
 * @param offset       the later one of two versions with equal event time holds
 */
public record VectorVersion(float[] embedding, Availability availability, long eventTime, long offset) {

    static final Comparator<VectorVersion> OLDEST_FIRST =
            Comparator.comparingLong(VectorVersion::eventTime).thenComparingLong(VectorVersion::offset);

    static VectorVersion of(ItemArrival arrival) {
        Availability availability = Availability.of(arrival.version());
        float[] embedding = availability.equals(Availability.NEVER) ? null : arrival.version().embedding();
        return new VectorVersion(embedding, availability, arrival.eventTime(), arrival.offset());
    }
}
