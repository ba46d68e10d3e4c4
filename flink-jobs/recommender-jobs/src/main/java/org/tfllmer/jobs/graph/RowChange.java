/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.graph;

import org.tfllmer.graph.DirectedRow;

/**
 * What an item's row of the graph gains by a publication boundary.
 *
 * @param boundary milliseconds since 1970 UTC
 */
public record RowChange(String itemId, String[] neighbours, double[] after, double[] before, long boundary) {

    static RowChange of(String itemId, DirectedRow gain, long boundary) {
        return new RowChange(itemId, gain.neighbours(), gain.after(), gain.before(), boundary);
    }

    DirectedRow gain() {
        return new DirectedRow(neighbours, after, before);
    }
}
