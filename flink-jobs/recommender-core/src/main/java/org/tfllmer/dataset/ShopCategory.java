/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.dataset;

import java.util.List;

/** The shelves of the demonstration shop, with the words of their titles. */
enum ShopCategory {
    TEA(
            "Tea",
            List.of("Loose Tea", "Tea Bags", "Iced Tea Mix", "Tea Sampler", "Matcha Powder", "Herbal Infusion"),
            List.of("Darjeeling", "Assam", "Earl Grey", "Jasmine", "Rooibos", "Peppermint", "Oolong", "Chamomile"),
            List.of("100 g", "250 g", "Tin", "Refill")),
    COFFEE(
            "Coffee",
            List.of("Coffee Beans", "Ground Coffee", "Espresso Capsules", "Cold Brew", "Filter Coffee",
                    "Instant Coffee"),
            List.of("Ethiopian", "Colombian", "Sumatra", "Decaf", "Guatemalan", "House Blend", "Kenyan", "Mocha"),
            List.of("250 g", "500 g", "1 kg", "Tin")),
    KITCHEN(
            "Kitchen",
            List.of("Frying Pan", "Chef's Knife", "Mixing Bowl", "Cutting Board", "Kettle", "Storage Jar", "Apron"),
            List.of("Copper", "Olive", "Speckled", "Cobalt", "Rustic", "Graphite", "Cream", "Walnut"),
            List.of("Small", "Large", "Set of 2", "Gift Box")),
    GARDEN(
            "Garden",
            List.of("Seed Mix", "Watering Can", "Planter", "Pruning Shears", "Herb Kit", "Compost Bin", "Trellis"),
            List.of("Cottage", "Balcony", "Rooftop", "Orchard", "Meadow", "Greenhouse", "Patio", "Allotment"),
            List.of("Small", "Large", "Pair", "Starter Pack")),
    BOOKS(
            "Books",
            List.of("Field Guide", "Novel", "Cookbook", "Short Stories", "Handbook", "Atlas", "Essays"),
            List.of("Mountain", "Ocean", "City", "Winter", "Island", "Forest", "Desert", "River"),
            List.of("Paperback", "Hardcover", "Illustrated", "Second Edition")),
    GAMES(
            "Games",
            List.of("Board Game", "Card Game", "Jigsaw Puzzle", "Dice Game", "Strategy Game", "Party Game"),
            List.of("Harbour", "Castle", "Detective", "Space", "Farming", "Pirate", "Railway", "Labyrinth"),
            List.of("Classic", "Deluxe", "Second Edition", "Large Box")),
    CLOTHING(
            "Clothing",
            List.of("Jacket", "Socks", "Scarf", "Hoodie", "Beanie", "T-Shirt", "Gloves"),
            List.of("Merino", "Cotton", "Fleece", "Knitted", "Alpaca", "Striped", "Organic", "Flannel"),
            List.of("S", "M", "L", "XL")),
    OUTDOOR(
            "Outdoor",
            List.of("Backpack", "Headlamp", "Sleeping Bag", "Flask", "Hammock", "Rain Cover", "Multi-Tool"),
            List.of("Alpine", "Coastal", "Ultralight", "Weatherproof", "Summit", "Canyon", "Glacier", "Ridge"),
            List.of("Green", "Orange", "Grey", "Set of 2")),
    ELECTRONICS(
            "Electronics",
            List.of("Headphones", "Speaker", "Keyboard", "Power Bank", "Desk Lamp", "Webcam", "E-Reader"),
            List.of("Wireless", "Aluminium", "Slim", "USB-C", "Solar", "Studio", "Rechargeable", "Retro"),
            List.of("Black", "Silver", "Mini", "Second Generation")),
    HOME(
            "Home",
            List.of("Candle", "Cushion", "Throw Blanket", "Picture Frame", "Wall Clock", "Rug", "Storage Basket"),
            List.of("Ivory", "Indigo", "Striped", "Terracotta", "Charcoal", "Sage", "Mustard", "Walnut"),
            List.of("Small", "Large", "Pair", "Gift Box")),
    SPORT(
            "Sport",
            List.of("Yoga Mat", "Kettlebell", "Jump Rope", "Foam Roller", "Running Belt", "Resistance Band"),
            List.of("Coral", "Mint", "Grippy", "Padded", "Reinforced", "Studio", "Slate", "Natural Rubber"),
            List.of("Light", "Heavy", "Long", "Set of 3")),
    BEAUTY(
            "Beauty",
            List.of("Hand Cream", "Face Oil", "Shampoo Bar", "Lip Balm", "Bath Salts", "Clay Mask", "Soap"),
            List.of("Almond", "Rosehip", "Eucalyptus", "Honey", "Charcoal", "Aloe", "Cocoa", "Citrus"),
            List.of("Small", "Large", "Travel Size", "Set of 2"));

    private final String title;
    private final List<String> products;
    private final List<String> varieties;
    private final List<String> sizes;

    ShopCategory(String title, List<String> products, List<String> varieties, List<String> sizes) {
        this.title = title;
        this.products = products;
        this.varieties = varieties;
        this.sizes = sizes;
    }

    String title() {
        return title;
    }

    List<String> products() {
        return products;
    }

    List<String> varieties() {
        return varieties;
    }

    List<String> sizes() {
        return sizes;
    }
}
