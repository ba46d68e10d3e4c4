/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.schemas;

import java.util.List;

/**
 * An item's row of the co-occurrence graph.
 *
 * @param asOf       event time up to which interactions count and to which weights are decayed, milliseconds since
 *                   1970 UTC
 * @param degree     sum of the weights of all the item's edges, of those not listed too
 * @param neighbours heaviest first
 */
public record CooccurrenceEdges(String itemId, long asOf, double degree, List<Neighbour> neighbours) {

    /** @param weight symmetric co-occurrence weight of the edge */
    public record Neighbour(String itemId, double weight) {}
}
