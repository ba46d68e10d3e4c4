/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.schemas;

import java.util.Locale;

/** What the user did. On the wire in lower case. */
public enum InteractionType implements WireNamed {
    IMPRESSION,
    VIEW,
    CLICK,
    CART,
    PURCHASE,
    LIKE,
    RATING,
    DISLIKE;

    @Override
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
