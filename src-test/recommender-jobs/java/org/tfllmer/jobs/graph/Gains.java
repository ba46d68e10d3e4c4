/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.graph;

import java.util.List;
import org.tfllmer.graph.GainLog;
import org.tfllmer.graph.GainSum;
import org.tfllmer.graph.PackedEdges;

/** Gains of one edge, for tests. */
final class Gains {

    private Gains() {}

    static PackedEdges of(String neighbour, double after, double before) {
        return GainSum.of(List.of(end(true, neighbour, after), end(false, neighbour, before)));
    }

    private static PackedEdges end(boolean after, String neighbour, double weight) {
        String[] self = {""};
        GainLog log = new GainLog();
        log.add(after ? "" : neighbour, after ? new String[] {neighbour} : self, new double[] {weight}, 1);
        PackedEdges[] gain = new PackedEdges[1];
        log.drain((item, edges) -> gain[0] = item.isEmpty() ? edges : gain[0]);
        return gain[0];
    }
}
