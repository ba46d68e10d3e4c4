/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.dataset;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The shop's items as its users find them: all of them, those of a taste, those of a kind, and those
 * that go with another. */
final class ShopShelves {

    private static final int COMPANIONS = 3;

    private final ShopShelf all;
    private final Map<ShopTaste, ShopShelf> byTaste = new EnumMap<>(ShopTaste.class);
    private final Map<String, ShopShelf> byProduct;
    private final List<List<ShopItem>> companions = new ArrayList<>();

    ShopShelves(List<ShopItem> items, ShopRandom random) {
        all = new ShopShelf(items);
        for (ShopTaste taste : ShopTaste.values()) {
            byTaste.put(taste, new ShopShelf(items.stream().filter(item -> item.taste() == taste).toList()));
        }
        byProduct = items.stream()
                .collect(Collectors.groupingBy(
                        ShopItem::product, Collectors.collectingAndThen(Collectors.toList(), ShopShelf::new)));
        for (ShopItem item : items) {
            companions.add(companions(item, random));
        }
    }

    ShopItem any(ShopRandom random) {
        return all.draw(random);
    }

    ShopItem of(ShopTaste taste, ShopRandom random) {
        return byTaste.get(taste).draw(random);
    }

    /** An item of the same kind, whatever its taste. */
    ShopItem alternative(ShopItem item, ShopRandom random) {
        return byProduct.get(item.product()).draw(random);
    }

    /** One of the few items that people take next, of the same taste. */
    ShopItem companion(ShopItem item, ShopRandom random) {
        return random.oneOf(companions.get(item.number()));
    }

    private List<ShopItem> companions(ShopItem item, ShopRandom random) {
        List<ShopItem> chosen = new ArrayList<>();
        while (chosen.size() < COMPANIONS) {
            chosen.add(of(item.taste(), random));
        }
        return chosen;
    }
}
