/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.embedding;

import java.util.List;
import org.tfllmer.jobs.ingest.ItemArrival;
import org.tfllmer.schemas.Item;

/** Arrivals of items that have only a text. */
final class TextItems {

    private TextItems() {}

    static ItemArrival item(String id, String title, long eventTime) {
        return new ItemArrival(id,
                new Item(id, title, null, List.of(), null, null, null, null, false, eventTime), null, eventTime, 0);
    }

    static String key(ItemArrival arrival) {
        return ItemText.key("small", ItemText.of(arrival.version()));
    }
}
