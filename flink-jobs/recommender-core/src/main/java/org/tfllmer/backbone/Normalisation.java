/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.backbone;

import java.util.Locale;

/** What is scaled to length 1 before sequence and items are multiplied to scores. */
public enum Normalisation {
    /** Nothing: items enter and are scored as they are. */
    NONE,
    /** Each item's vector, on the way into the backbone and in the scores. */
    ITEMS,
    /** Items as above, and the sequence vector that leaves the backbone: scores are cosines over the temperature. */
    ITEMS_AND_SEQUENCE;

    boolean ofItems() {
        return this != NONE;
    }

    boolean ofSequence() {
        return this == ITEMS_AND_SEQUENCE;
    }

    /** How the option's value is written. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
