/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.evaluation;

import java.util.BitSet;

/** Which share of a catalogue was recommended to anybody. Parts may be counted apart and merged. */
public final class CatalogueCoverage {

    private final int items;
    private final BitSet recommended;

    /** @param items how many the catalogue has, numbered from 0 */
    public CatalogueCoverage(int items) {
        this.items = items;
        recommended = new BitSet(items);
    }

    /** Counts the items of one list; an item counts once, however often it is recommended. */
    public void add(int... list) {
        for (int item : list) {
            if (item < 0 || item >= items) {
                throw new IndexOutOfBoundsException("There is no item " + item + " in a catalogue of " + items);
            }
            recommended.set(item);
        }
    }

    /** Counts what {@code other} counted. */
    public void merge(CatalogueCoverage other) {
        if (other.items != items) {
            throw new IllegalArgumentException(
                    "Coverages of " + items + " and of " + other.items + " items do not merge");
        }
        recommended.or(other.recommended);
    }

    /** 0 to 1; NaN of an empty catalogue. */
    public double share() {
        return (double) recommended.cardinality() / items;
    }
}
