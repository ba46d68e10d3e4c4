/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.graph;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.tfllmer.graph.DirectedRow;
import org.tfllmer.graph.RowRules;
import org.tfllmer.schemas.CooccurrenceEdges;
import org.tfllmer.schemas.CooccurrenceEdges.Neighbour;

/** Turns a row of the graph into what its topic carries: the edges with a weight above 0. */
final class PublishedRow {

    private static final Comparator<Neighbour> HEAVIEST_FIRST =
            Comparator.comparingDouble(Neighbour::weight).reversed().thenComparing(Neighbour::itemId);

    private PublishedRow() {}

    static CooccurrenceEdges of(String itemId, DirectedRow row, long asOf) {
        List<Neighbour> neighbours = new ArrayList<>(row.size());
        double degree = 0;
        for (int i = 0; i < row.size(); i++) {
            if (row.weight(i) >= RowRules.LEAST_WEIGHT) {
                neighbours.add(new Neighbour(row.neighbours()[i], row.weight(i)));
                degree += row.weight(i);
            }
        }
        neighbours.sort(HEAVIEST_FIRST);
        return new CooccurrenceEdges(itemId, asOf, degree, neighbours);
    }
}
