/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.dataset;

/**
 * An item of the demonstration shop.
 *
 * @param number        its place in the catalogue
 * @param product       what kind of thing it is
 * @param popularity    how often it is chosen, relative to others of its taste
 * @param availableFrom seconds since the shop opened; 0 is from the start
 */
record ShopItem(
        int number,
        String id,
        String title,
        ShopCategory category,
        String product,
        ShopTaste taste,
        double popularity,
        long availableFrom) {}
