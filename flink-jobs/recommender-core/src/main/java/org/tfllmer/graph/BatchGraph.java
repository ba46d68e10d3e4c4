/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.graph;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The co-occurrence graph of a whole list of interactions, computed in one go and held in memory: what the streaming
 * job must arrive at. Interactions are added in each user's event-time order, duplicates left out.
 *
 * <p>When a user comes to an item, the item co-occurs once with each of the user's last distinct items.
 */
public final class BatchGraph {

    private final int historyLength;
    private final Map<String, String[]> histories = new HashMap<>();
    private final Map<String, DirectedWeights> rows = new HashMap<>();

    /** @param historyLength how many distinct earlier items of a user count */
    public BatchGraph(int historyLength) {
        this.historyLength = historyLength;
    }

    public void add(String userId, String itemId) {
        String[] others = RecentItems.without(histories.getOrDefault(userId, new String[0]), itemId);
        for (String other : others) {
            row(itemId).addAfter(other, 1);
            row(other).addBefore(itemId, 1);
        }
        histories.put(userId, RecentItems.append(others, itemId, historyLength));
    }

    private DirectedWeights row(String itemId) {
        return rows.computeIfAbsent(itemId, unknown -> new DirectedWeights());
    }

    /** Items that have neighbours, with their rows. */
    public Map<String, DirectedRow> rows() {
        Map<String, DirectedRow> result = new TreeMap<>();
        rows.forEach((item, weights) -> result.put(item, weights.toRow()));
        return result;
    }

    /** The undirected graph over items in this order; edges to others are left out. */
    public SparseGraph over(List<String> items) {
        Map<String, Integer> index = new HashMap<>();
        items.forEach(item -> index.put(item, index.size()));
        EdgeList edges = new EdgeList();
        rows.forEach((item, weights) -> edges.add(index.get(item), weights.toRow(), index::get));
        return edges.toGraph(items.size());
    }
}
