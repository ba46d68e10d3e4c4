/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.dataset;

import java.time.Instant;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a dataset holds.
 *
 * @param items        in the catalogue
 * @param unknownItems items with interactions that the catalogue lacks
 * @param users        with interactions
 * @param first        time of the first interaction; empty if there is none
 * @param last         time of the last interaction
 */
public record DatasetSummary(
        int items, int unknownItems, int users, long interactions, Optional<Instant> first, Optional<Instant> last) {

    static DatasetSummary of(List<CatalogueItem> items, Iterator<LoggedInteraction> interactions) {
        Set<String> users = new HashSet<>();
        Set<String> itemsSeen = new HashSet<>();
        LoggedInteraction first = null;
        LoggedInteraction last = null;
        long count = 0;
        while (interactions.hasNext()) {
            last = interactions.next();
            first = first == null ? last : first;
            users.add(last.userId());
            itemsSeen.add(last.itemId());
            count++;
        }
        items.forEach(item -> itemsSeen.remove(item.id()));
        return new DatasetSummary(items.size(), itemsSeen.size(), users.size(), count, time(first), time(last));
    }

    private static Optional<Instant> time(LoggedInteraction interaction) {
        return Optional.ofNullable(interaction).map(LoggedInteraction::eventTimeMillis).map(Instant::ofEpochMilli);
    }
}
