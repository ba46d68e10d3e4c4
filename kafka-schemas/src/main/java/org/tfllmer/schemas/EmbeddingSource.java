/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.schemas;

import java.util.Locale;

/** How an item embedding came about. On the wire in lower case. */
public enum EmbeddingSource implements WireNamed {
    PROJECTED,
    FINE_TUNED;

    @Override
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
