/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.app.imports;

import java.util.List;
import org.tfllmer.dataset.RawItem;

/**
 * The items of a data set that is being made.
 *
 * @param items     in its order
 * @param rows      of each of the first items, its place in the source; those after them are not described there
 * @param described how many items the source describes
 */
record SourceItems(List<RawItem> items, List<Integer> rows, int described) {

    int size() {
        return items.size();
    }
}
