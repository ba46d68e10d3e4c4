/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.schemas;

import java.util.Locale;

/** How an item embedding came about. On the wire in lower case with hyphens; in Avro with underscores. */
public enum EmbeddingSource {
    PROJECTED,
    FINE_TUNED;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
