/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.schemas;

import java.util.Locale;

/** Which rung of the ladder made a list. */
public enum RecommendationSource implements WireNamed {
    SEQUENCE,
    GRAPH,
    SEMANTIC,
    TRENDING;

    @Override
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
