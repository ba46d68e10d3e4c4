/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.dataset;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Fills the shelves: composes titles, and gives each item a hidden taste, a popularity and a first day. */
final class ShopCatalogue {

    private static final int ITEMS = 1000;
    /** Of the items, those that come after the opening, evenly until {@link #LATEST_START} of the time is over. */
    private static final double NEW_SHARE = 0.25;
    private static final double LATEST_START = 0.9;
    /** Of the titles, those with a word of the item's taste. */
    private static final double TASTE_WORD_SHARE = 0.4;
    /** Popularity falls with the rank to this power: the best tenth of the items gets a quarter of all. */
    private static final double POPULARITY_EXPONENT = 0.55;

    private final ShopRandom random;
    private final Set<String> titles = new HashSet<>();

    private ShopCatalogue(ShopRandom random) {
        this.random = random;
    }

    /** @param openSeconds how long the shop is open */
    static List<ShopItem> fill(ShopRandom random, long openSeconds) {
        ShopCatalogue catalogue = new ShopCatalogue(random);
        int[] ranks = random.permutation(ITEMS);
        List<ShopItem> items = new ArrayList<>();
        for (int number = 0; number < ITEMS; number++) {
            items.add(catalogue.item(number, ranks[number], (long) (openSeconds * LATEST_START)));
        }
        return items;
    }

    private ShopItem item(int number, int rank, long latestStart) {
        ShopCategory category = random.oneOf(ShopCategory.values());
        ShopTaste taste = random.oneOf(ShopTaste.values());
        String product = random.oneOf(category.products());
        double popularity = StrictMath.pow(1 + rank, -POPULARITY_EXPONENT);
        long availableFrom = random.chance(NEW_SHARE) ? (long) (random.uniform() * latestStart) : 0;
        return new ShopItem(
                number,
                category.name().toLowerCase(Locale.ROOT) + "-" + number,
                title(category, product, taste),
                category,
                product,
                taste,
                popularity,
                availableFrom);
    }

    private String title(ShopCategory category, String product, ShopTaste taste) {
        String title;
        do {
            String tasteWord = random.chance(TASTE_WORD_SHARE) ? random.oneOf(taste.words()) + " " : "";
            title = tasteWord + random.oneOf(category.varieties()) + " " + product + ", "
                    + random.oneOf(category.sizes());
        } while (!titles.add(title));
        return title;
    }
}
