/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.recpca;

import org.tfllmer.jobs.ingest.ItemArrival;

/**
 * What is known of one item between generations.
 *
 * @param eventTime    of the newest version or of the removal
 * @param offset       of its record, which decides between equal event times
 * @param removed      whether the newest record removed the item
 * @param availability of the newest version
 * @param hasVector    whether it came with a language-model embedding
 * @param fingerprint  of that; 0 without
 * @param pending      that embedding, while the current generation was not made from it; else null, to keep state small
 * @param published    whether the topic shows a vector of the item
 */
public record ItemStanding(long eventTime, long offset, boolean removed, Availability availability, boolean hasVector,
        long fingerprint, float[] pending, boolean published) {

    /** The standing after a record. */
    static ItemStanding after(ItemArrival arrival, boolean published) {
        float[] embedding = arrival.version() == null ? null : arrival.version().embedding();
        return new ItemStanding(arrival.eventTime(), arrival.offset(), arrival.version() == null,
                Availability.of(arrival.version()), embedding != null,
                embedding == null ? 0 : Fingerprint.of(embedding), embedding, published);
    }

    boolean isNewerThan(ItemArrival arrival) {
        return eventTime > arrival.eventTime() || eventTime == arrival.eventTime() && offset >= arrival.offset();
    }

    boolean isShownAt(long time) {
        return hasVector && availability.at(time);
    }

    /** Whether both came with the same vector, so that nothing new is to be told. */
    boolean hasVectorOf(ItemStanding other) {
        return hasVector && other.hasVector && fingerprint == other.fingerprint;
    }

    ItemStanding withPending(float[] other) {
        return new ItemStanding(
                eventTime, offset, removed, availability, hasVector, fingerprint, other, published);
    }

    ItemStanding withPublished(boolean other) {
        return new ItemStanding(eventTime, offset, removed, availability, hasVector, fingerprint, pending, other);
    }
}
