/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.app.replay;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.tfllmer.dataset.DatasetFolder;
import org.tfllmer.dataset.LoggedInteraction;

/**
 * When the interactions of a data set happened. Times are milliseconds since 1970 UTC.
 *
 * @param first       of all interactions
 * @param last        of all interactions
 * @param firstOfItem first interaction with each item
 */
public record Timeline(long first, long last, long interactions, Map<String, Long> firstOfItem) {

    public Timeline {
        firstOfItem = Map.copyOf(firstOfItem);
    }

    /**
     * Reads all interactions once.
     *
     * @throws IllegalArgumentException if there are none
     */
    public static Timeline of(DatasetFolder data) {
        Map<String, Long> firstOfItem = new HashMap<>();
        long first = 0;
        long last = 0;
        long count = 0;
        try (Stream<LoggedInteraction> interactions = data.interactions()) {
            for (LoggedInteraction interaction : (Iterable<LoggedInteraction>) interactions::iterator) {
                last = interaction.eventTimeMillis();
                first = count == 0 ? last : first;
                firstOfItem.putIfAbsent(interaction.itemId(), last);
                count++;
            }
        }
        if (count == 0) {
            throw new IllegalArgumentException("--data has no interactions: " + data.name());
        }
        return new Timeline(first, last, count, firstOfItem);
    }

    public Duration span() {
        return Duration.ofMillis(last - first);
    }
}
