/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.recpca;

import org.tfllmer.schemas.Item;

/**
 * When an item may be shown, in event time.
 *
 * @param from  inclusive; {@link Long#MIN_VALUE} for always
 * @param until exclusive; {@link Long#MAX_VALUE} for always
 */
public record Availability(long from, long until) {

    static final Availability NEVER = new Availability(Long.MAX_VALUE, Long.MIN_VALUE);

    /** Of a version; never for one that is hidden, or none, which is a removal. */
    static Availability of(Item version) {
        if (version == null || version.hidden()) {
            return NEVER;
        }
        return new Availability(
                version.availableFrom() == null ? Long.MIN_VALUE : version.availableFrom(),
                version.availableUntil() == null ? Long.MAX_VALUE : version.availableUntil());
    }

    boolean at(long time) {
        return from <= time && !endsBy(time);
    }

    /** Whether the item will not be shown again. */
    boolean endsBy(long time) {
        return until <= time && until < Long.MAX_VALUE;
    }
}
