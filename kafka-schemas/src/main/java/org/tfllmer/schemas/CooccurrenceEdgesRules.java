/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.schemas;

import java.util.List;
import org.tfllmer.schemas.CooccurrenceEdges.Neighbour;

/** What a row of the graph must satisfy: no weight below 0, no edge to itself. */
public final class CooccurrenceEdgesRules implements Rules<CooccurrenceEdges> {

    @Override
    public void check(CooccurrenceEdges edges) throws MalformedRecordException {
        FieldRules.id("itemId", edges.itemId());
        FieldRules.time("asOf", edges.asOf());
        FieldRules.notNegative("degree", edges.degree());
        List<Neighbour> neighbours = edges.neighbours();
        for (int i = 0; i < neighbours.size(); i++) {
            try {
                check(neighbours.get(i), edges.itemId());
            } catch (MalformedRecordException e) {
                throw e.inside("neighbours[" + i + "]");
            }
        }
    }

    private static void check(Neighbour neighbour, String itemId) throws MalformedRecordException {
        FieldRules.id("itemId", neighbour.itemId());
        FieldRules.require(
                !neighbour.itemId().equals(itemId), "itemId", "must be another item's", neighbour.itemId());
        FieldRules.notNegative("weight", neighbour.weight());
    }
}
