/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.dataset;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The items of each user in the order of the log. Interactions with items that the catalogue lacks are left out.
 *
 * @param all one array of indices into the catalogue for each user, in the order in which the users came
 */
public record UserHistories(List<int[]> all) {

    /** @param counts which interactions are taken */
    public static UserHistories read(DatasetFolder data, Predicate<LoggedInteraction> counts) {
        Map<String, Integer> index = new HashMap<>();
        data.items().forEach(item -> index.put(item.id(), index.size()));
        Map<String, IntStream.Builder> byUser = new LinkedHashMap<>();
        try (Stream<LoggedInteraction> interactions = data.interactions()) {
            interactions.filter(interaction -> index.containsKey(interaction.itemId()))
                    .filter(counts)
                    .forEach(interaction -> byUser
                            .computeIfAbsent(interaction.userId(), unknown -> IntStream.builder())
                            .add(index.get(interaction.itemId())));
        }
        List<int[]> histories = new ArrayList<>();
        byUser.values().forEach(items -> histories.add(items.build().toArray()));
        return new UserHistories(histories);
    }

    /** Each history but for its last {@code count} items; empty where there are no more than that. */
    public UserHistories withoutLast(int count) {
        return new UserHistories(all.stream()
                .map(history -> Arrays.copyOf(history, Math.max(0, history.length - count)))
                .toList());
    }

    public long interactions() {
        return all.stream().mapToLong(history -> history.length).sum();
    }
}
