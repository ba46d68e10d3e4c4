/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.baselines;

import java.util.Arrays;
import java.util.List;
import org.tfllmer.evaluation.NextItemCase;
import org.tfllmer.evaluation.Scorer;
import org.tfllmer.graph.SparseGraph;

/**
 * Item-based nearest neighbours on the co-occurrence graph: an item's score is Σ Aᵢⱼ/√(kᵢkⱼ) over the user's last items
 * j, which is the cosine of binary interactions but for repeated ones.
 * Source: Sarwar, Karypis, Konstan and Riedl, "Item-based collaborative filtering recommendation algorithms", 2001.
 */
public final class ItemNeighbours implements Scorer {

    private final SparseGraph graph;
    private final int recent;

    /** @param recent how many of the user's last items count */
    public ItemNeighbours(SparseGraph graph, int recent) {
        this.graph = graph;
        this.recent = recent;
    }

    @Override
    public int items() {
        return graph.nodes();
    }

    @Override
    public void score(List<NextItemCase> cases, float[] scores) {
        Arrays.fill(scores, 0, cases.size() * items(), 0);
        for (int at = 0; at < cases.size(); at++) {
            for (int item : cases.get(at).recent(recent)) {
                addNeighbours(item, scores, at * items());
            }
        }
    }

    private void addNeighbours(int item, float[] scores, int row) {
        for (int at = graph.firstNeighbour(item); at < graph.firstNeighbour(item + 1); at++) {
            int neighbour = graph.neighbour(at);
            scores[row + neighbour] +=
                    (float) (graph.weight(at) / Math.sqrt(graph.degree(item) * graph.degree(neighbour)));
        }
    }
}
