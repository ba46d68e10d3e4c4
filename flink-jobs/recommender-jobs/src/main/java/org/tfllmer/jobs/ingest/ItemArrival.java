/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.ingest;

import org.tfllmer.schemas.DeadLetter;
import org.tfllmer.schemas.Item;

/**
 * One record of the items topic, decoded: a version of an item, its removal (no version), a dead letter, or a heartbeat
 * (no item id either).
 *
 * @param eventTime of the version, the removal or the heartbeat, milliseconds since 1970 UTC;
 *                  {@link Long#MIN_VALUE} of a dead letter
 * @param offset    orders versions of one item that share an event time
 */
public record ItemArrival(String itemId, Item version, DeadLetter deadLetter, long eventTime, long offset) {

    public boolean isAboutAnItem() {
        return itemId != null;
    }

    /** Whether an embedder has work with it: it may be shown one day and has only its text. */
    public boolean lacksEmbedding() {
        return version != null && version.embedding() == null && !version.hidden();
    }

    public ItemArrival withEmbedding(float[] embedding, String model) {
        Item with = new Item(version.itemId(), version.title(), version.text(), version.categories(), embedding, model,
                version.availableFrom(), version.availableUntil(), version.hidden(), version.eventTime());
        return new ItemArrival(itemId, with, deadLetter, eventTime, offset);
    }
}
