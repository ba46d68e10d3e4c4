/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.dataset;

import java.util.List;

/**
 * What the shop's users really choose by. Every taste has items on every shelf; nothing that is written says which
 * taste an item has, but for a word in some titles.
 */
enum ShopTaste {
    CAMPING("Trail", "Campfire", "Packable"),
    NIGHT_OWL("Midnight", "Late-Night", "After-Hours"),
    MINIMALIST("Plain", "Simple", "Essential"),
    VINTAGE("Vintage", "Heritage", "Old-Fashioned"),
    SCANDINAVIAN("Nordic", "Hygge", "Birch"),
    TRAVELLER("Travel", "Foldable", "Pocket"),
    FAMILY("Family", "Kids'", "Playful"),
    ZERO_WASTE("Refillable", "Recycled", "Plastic-Free"),
    LUXURY("Signature", "Reserve", "Grand"),
    STUDENT("Everyday", "Campus", "Budget"),
    ATHLETE("Active", "Endurance", "Pro"),
    COSY("Cosy", "Fireside", "Soft"),
    TROPICAL("Tropical", "Sunset", "Coconut"),
    GOTHIC("Raven", "Obsidian", "Smoky"),
    TINKERER("Workshop", "Modular", "Do-It-Yourself"),
    EARLY_BIRD("Morning", "Sunrise", "First-Light");

    private final List<String> words;

    ShopTaste(String... words) {
        this.words = List.of(words);
    }

    List<String> words() {
        return words;
    }
}
