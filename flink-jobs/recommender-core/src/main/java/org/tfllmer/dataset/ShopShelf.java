/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.dataset;

import java.util.Arrays;
import java.util.List;

/** Draws items from a list, each as often as its popularity says. */
final class ShopShelf {

    private final List<ShopItem> items;
    private final double[] upTo;

    ShopShelf(List<ShopItem> items) {
        this.items = items;
        upTo = new double[items.size()];
        double sum = 0;
        for (int i = 0; i < upTo.length; i++) {
            sum += items.get(i).popularity();
            upTo[i] = sum;
        }
    }

    ShopItem draw(ShopRandom random) {
        int place = Arrays.binarySearch(upTo, random.uniform() * upTo[upTo.length - 1]);
        return items.get(place < 0 ? -place - 1 : place);
    }
}
