/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.dataset;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One user's way through the shop. Comes in sessions; each follows one of the user's one to three tastes, which change
 * now and then. Prefers a few shelves, often takes what goes with the item before or compares others of its kind, and
 * sometimes takes anything popular. Takes no item twice.
 */
final class ShopUser {

    private static final int MOST_TASTES = 3;
    private static final int FAVOURITE_CATEGORIES = 3;
    // Where the next item comes from: each probability counts once those before it said no, and else it is the taste.
    private static final double ANYTHING = 0.08;
    private static final double COMPANION = 0.35;
    private static final double ALTERNATIVE = 0.15;

    /** How likely an item from none of the favourite shelves is taken when it comes up. */
    private static final double OTHER_SHELF = 0.1;
    private static final double TASTE_CHANGE_PER_SESSION = 0.08;
    private static final double FURTHER_ITEM = 0.8;

    private static final double SECONDS_PER_ITEM = 50;
    /** A user who finds nothing new in so many tries leaves. */
    private static final int TRIES = 30;

    private final int number;
    private final ShopShelves shelves;
    private final ShopRandom random;
    private final List<ShopTaste> tastes = new ArrayList<>();
    private final Set<ShopCategory> favourites = EnumSet.noneOf(ShopCategory.class);
    private final BitSet taken = new BitSet();

    ShopUser(int number, ShopShelves shelves, ShopRandom random) {
        this.number = number;
        this.shelves = shelves;
        this.random = random;
        int tasteCount = 1 + random.below(MOST_TASTES);
        while (tastes.size() < tasteCount) {
            tastes.add(random.oneOf(ShopTaste.values()));
        }
        while (favourites.size() < FAVOURITE_CATEGORIES) {
            favourites.add(random.oneOf(ShopCategory.values()));
        }
    }

    /** What the user does from {@code start} on, in order of time. */
    List<ShopVisit> session(long start) {
        if (random.chance(TASTE_CHANGE_PER_SESSION)) {
            tastes.set(random.below(tastes.size()), random.oneOf(ShopTaste.values()));
        }
        ShopTaste taste = random.oneOf(tastes);
        List<ShopVisit> visits = new ArrayList<>();
        long now = start;
        Optional<ShopItem> item = choose(taste, null, now);
        while (item.isPresent()) {
            visits.add(new ShopVisit(now, number, item.get(), type(item.get())));
            now += 1 + (long) random.waiting(SECONDS_PER_ITEM);
            item = random.chance(FURTHER_ITEM) ? choose(taste, item.get(), now) : Optional.empty();
        }
        return visits;
    }

    private Optional<ShopItem> choose(ShopTaste taste, ShopItem before, long now) {
        for (int i = 0; i < TRIES; i++) {
            ShopItem item = candidate(taste, before);
            if (item.availableFrom() <= now && !taken.get(item.number())) {
                taken.set(item.number());
                return Optional.of(item);
            }
        }
        return Optional.empty();
    }

    private ShopItem candidate(ShopTaste taste, ShopItem before) {
        if (random.chance(ANYTHING)) {
            return shelves.any(random);
        }
        if (before != null && random.chance(COMPANION)) {
            return shelves.companion(before, random);
        }
        if (before != null && random.chance(ALTERNATIVE)) {
            return shelves.alternative(before, random);
        }
        ShopItem item = shelves.of(taste, random);
        while (!favourites.contains(item.category()) && !random.chance(OTHER_SHELF)) {
            item = shelves.of(taste, random);
        }
        return item;
    }

    /** What is to the user's taste is more often looked at closely, and bought. */
    private String type(ShopItem item) {
        double interest = random.uniform() * (tastes.contains(item.taste()) ? 1 : 0.7);
        if (interest > 0.92) {
            return "purchase";
        }
        return interest > 0.7 ? "click" : "view";
    }
}
