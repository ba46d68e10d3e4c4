/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.evaluation;

import java.util.Comparator;
import java.util.stream.IntStream;

/** Items by how much was learned from them. */
public enum ItemGroup {
    /** The most popular items, which make up a third of the interactions. */
    HEAD,
    /** Those that make up the next third. */
    MIDDLE,
    /** The other items that were learned from. */
    TAIL,
    /** Not learned from at all. */
    NEW;

    /** @param counts of each item in what was learned from */
    public static ItemGroup[] of(int[] counts) {
        long total = IntStream.of(counts).asLongStream().sum();
        ItemGroup[] groups = new ItemGroup[counts.length];
        int[] popularFirst = IntStream.range(0, counts.length).boxed()
                .sorted(Comparator.comparingInt((Integer item) -> -counts[item]))
                .mapToInt(Integer::intValue)
                .toArray();
        long before = 0;
        for (int item : popularFirst) {
            groups[item] = counts[item] == 0 ? NEW : 3 * before < total ? HEAD : 3 * before < 2 * total ? MIDDLE : TAIL;
            before += counts[item];
        }
        return groups;
    }
}
