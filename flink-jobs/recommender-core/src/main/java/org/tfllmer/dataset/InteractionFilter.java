/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.dataset;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Prepares raw interactions: leaves out low ratings and repeated pairs of user and item, keeps a k-core, and sorts by
 * time.
 *
 * @param minRating  interactions with a lower rating are left out; those without a rating stay
 * @param duplicates which of several interactions of a user with an item stay
 * @param core       k: users and items with fewer than k interactions go, again and again until none is left that has;
 *                   1 keeps all
 */
public record InteractionFilter(double minRating, Duplicates duplicates, int core) {

    /** Which of several stay. */
    public enum Duplicates {
        KEEP_ALL,
        KEEP_FIRST,
        KEEP_LAST
    }

    public InteractionFilter {
        if (core < 1) {
            throw new IllegalArgumentException("--k-core must be 1 or more, was " + core);
        }
        if (Double.isNaN(minRating)) {
            throw new IllegalArgumentException("--min-rating must be a number, was " + minRating);
        }
    }

    /** In the order of time; of the same second, in the order they came. */
    public List<RawInteraction> apply(List<RawInteraction> raw) {
        List<RawInteraction> kept = new ArrayList<>();
        for (RawInteraction interaction : raw) {
            if (!(interaction.rating() < minRating)) {
                kept.add(interaction);
            }
        }
        kept.sort(Comparator.comparingLong(RawInteraction::seconds));
        return core(distinct(kept));
    }

    private List<RawInteraction> distinct(List<RawInteraction> sorted) {
        if (duplicates == Duplicates.KEEP_ALL) {
            return sorted;
        }
        Map<List<String>, RawInteraction> pairs = new LinkedHashMap<>();
        for (RawInteraction interaction : sorted) {
            List<String> pair = List.of(interaction.user(), interaction.item());
            if (duplicates == Duplicates.KEEP_LAST) {
                pairs.remove(pair);
                pairs.put(pair, interaction);
            } else {
                pairs.putIfAbsent(pair, interaction);
            }
        }
        return new ArrayList<>(pairs.values());
    }

    private List<RawInteraction> core(List<RawInteraction> interactions) {
        List<RawInteraction> kept = interactions;
        while (core > 1) {
            Map<String, Integer> users = new HashMap<>();
            Map<String, Integer> items = new HashMap<>();
            kept.forEach(interaction -> {
                users.merge(interaction.user(), 1, Integer::sum);
                items.merge(interaction.item(), 1, Integer::sum);
            });
            List<RawInteraction> next = kept.stream()
                    .filter(interaction -> users.get(interaction.user()) >= core
                            && items.get(interaction.item()) >= core)
                    .toList();
            if (next.size() == kept.size()) {
                return kept;
            }
            kept = next;
        }
        return kept;
    }
}
