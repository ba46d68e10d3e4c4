/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.graph;

import java.util.Locale;

/**
 * How much less the pairs of a very active user count.
 *
 *   none  1      logarithmic  1 / log₂(2 + n)      n  the user's interactions before this one on the same UTC day
 */
public enum ActivityDamping {
    NONE, LOGARITHMIC;

    /** How the option's value is written. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @param before n */
    public double factor(int before) {
        return this == NONE ? 1 : Math.log(2) / Math.log(2.0 + before);
    }
}
