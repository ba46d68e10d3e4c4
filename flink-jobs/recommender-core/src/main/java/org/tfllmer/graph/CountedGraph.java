/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.graph;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The co-occurrence graph of a whole list of interactions that all weigh 1, as a solve without a stream reads it:
 * each item co-occurs once with each of the user's last distinct items. Memory: 16 bytes per pair.
 */
public final class CountedGraph {

    private final PairingOptions options;
    private final Map<String, Pairing> users = new HashMap<>();
    private final GainLog log = new GainLog();

    /** @param historyLength how many distinct earlier items of a user count */
    public CountedGraph(int historyLength) {
        this.options = PairingOptions.plain(historyLength);
    }

    /** In the user's event-time order. */
    public void add(String userId, String itemId) {
        Pairs pairs = users
                .computeIfAbsent(userId, unknown ->
                        new Pairing(options, new RecentInteractions(options.historyLength())))
                .take(new UserEvent("", itemId, 1, 0));
        log.add(pairs.itemId(), pairs.earlier(), pairs.weights(), 1);
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
