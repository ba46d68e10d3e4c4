/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.schemas;

import java.util.Locale;

/** Where a generation stands. Only a committed one is served. */
public enum GenerationState implements WireNamed {
    PREPARED,
    COMMITTED,
    REVOKED;

    @Override
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
