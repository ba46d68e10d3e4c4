/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.dataset;

import java.util.List;
import java.util.OptionalLong;

/**
 * An item of a dataset's catalogue.
 *
 * @param text                what an embedder reads beside the title; empty if there is none
 * @param availableFromMillis from when it may be recommended, milliseconds since 1970 UTC; empty for always
 */
public record CatalogueItem(
        String id, String title, String text, List<String> categories, OptionalLong availableFromMillis) {

    public CatalogueItem {
        categories = List.copyOf(categories);
    }
}
