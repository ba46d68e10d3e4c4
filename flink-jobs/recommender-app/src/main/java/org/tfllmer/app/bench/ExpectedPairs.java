/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.app.bench;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tfllmer.graph.Pairs;
import org.tfllmer.graph.UserEvent;
import org.tfllmer.graph.UserHistory;
import org.tfllmer.jobs.config.GraphOptions;
import org.tfllmer.jobs.ingest.AcceptedInteraction;
import org.tfllmer.schemas.Interaction;

/**
 * What a log holds, found without Flink.
 *
 * @param count  of pairs
 * @param weight of all pairs
 */
record ExpectedPairs(long count, double weight) {

    static ExpectedPairs of(InteractionLog log, long events, GraphOptions graph) {
        Map<String, UserHistory> users = new HashMap<>();
        Set<String> seen = new HashSet<>();
        long count = 0;
        double weight = 0;
        for (AcceptedInteraction accepted : inEventTimeOrder(log, events)) {
            Interaction interaction = accepted.interaction();
            if (seen.add(interaction.eventId())) {
                Pairs pairs = users.computeIfAbsent(accepted.userId(), unknown -> new UserHistory(graph.pairing()))
                        .take(new UserEvent(interaction.eventId(), interaction.itemId(),
                                graph.typeWeights().of(interaction), interaction.eventTime()));
                count += pairs.earlier().length;
                for (double one : pairs.weights()) {
                    weight += one;
                }
            }
        }
        return new ExpectedPairs(count, weight);
    }

    private static List<AcceptedInteraction> inEventTimeOrder(InteractionLog log, long events) {
        List<AcceptedInteraction> sorted = new ArrayList<>();
        for (long place = 0; place < events; place++) {
            sorted.add(log.at(place));
        }
        sorted.sort(Comparator.comparingLong(AcceptedInteraction::eventTime)
                .thenComparingLong(AcceptedInteraction::offset));
        return sorted;
    }
}
