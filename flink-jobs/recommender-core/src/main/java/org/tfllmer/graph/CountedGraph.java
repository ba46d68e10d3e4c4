/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.graph;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The co-occurrence graph of a whole list of interactions that all weigh 1, as a solve without a stream reads it:
 * each item co-occurs once with each of the user's last distinct items. Memory: 16 bytes per pair.
 */
public final class CountedGraph {

    private final int historyLength;
    private final Map<String, String[]> histories = new HashMap<>();
    private final GainLog log = new GainLog();
    private final double[] ones;

    /** @param historyLength how many distinct earlier items of a user count */
    public CountedGraph(int historyLength) {
        this.historyLength = historyLength;
        this.ones = new double[historyLength];
        Arrays.fill(ones, 1);
    }

    /** In the user's event-time order. */
    public void add(String userId, String itemId) {
        String[] others = RecentItems.without(histories.getOrDefault(userId, new String[0]), itemId);
        log.add(itemId, others, ones, 1);
        histories.put(userId, RecentItems.append(others, itemId, historyLength));
    }

    /**
     * The undirected graph of all that was added, over items in this order; edges to others are left out. Once only.
     */
    public SparseGraph over(List<String> items) {
        Map<String, Integer> index = new HashMap<>();
        items.forEach(item -> index.put(item, index.size()));
        EdgeList edges = new EdgeList();
        log.drain((item, gain) -> edges.add(index.get(item), RowRules.PLAIN.rowAt(0, gain), index::get));
        return edges.toGraph(items.size());
    }
}
