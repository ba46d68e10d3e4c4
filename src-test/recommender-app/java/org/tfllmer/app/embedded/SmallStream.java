/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.app.embedded;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.tfllmer.app.replay.ReplayOutput;
import org.tfllmer.graph.BatchGraph;
import org.tfllmer.graph.UserEvent;
import org.tfllmer.schemas.Interaction;
import org.tfllmer.schemas.InteractionType;
import org.tfllmer.schemas.Item;

/** Six days of interactions of forty users with thirty items, some of them sent twice. */
final class SmallStream {

    static final int DAYS = 6;
    static final int EMBEDDING_LENGTH = 8;

    private static final int PER_DAY = 400;
    private static final long DAY = Duration.ofDays(1).toMillis();
    private static final long OUT_OF_ORDERNESS = Duration.ofMinutes(1).toMillis();
    private static final int HISTORY_LENGTH = 20;

    private final List<Item> items = new ArrayList<>();
    private final List<Interaction> interactions = new ArrayList<>();

    SmallStream(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 30; i++) {
            float[] embedding = new float[EMBEDDING_LENGTH];
            for (int j = 0; j < EMBEDDING_LENGTH; j++) {
                embedding[j] = (float) random.nextGaussian();
            }
            items.add(new Item("item-" + i, "Item " + i, null, List.of(), embedding, null, null, null, false, 0));
        }
        for (int n = 0; n < DAYS * PER_DAY; n++) {
            interactions.add(new Interaction("event-" + n, "user-" + random.nextInt(40),
                    "item-" + random.nextInt(30), InteractionType.VIEW, null, n * DAY / PER_DAY));
        }
    }

    /** Event time at which the day of this number, from 1, ends. */
    static long boundary(int day) {
        return day * DAY;
    }

    void sendFirstHalf(ReplayOutput output) {
        items.forEach(output::item);
        send(interactions.subList(0, interactions.size() / 2), output);
    }

    void sendSecondHalf(ReplayOutput output) {
        send(interactions.subList(interactions.size() / 2, interactions.size()), output);
        output.heartbeat(boundary(DAYS) + OUT_OF_ORDERNESS);
    }

    private static void send(List<Interaction> part, ReplayOutput output) {
        for (int i = 0; i < part.size(); i++) {
            output.interaction(part.get(i));
            if (i % 7 == 0) {
                output.interaction(part.get(i));
            }
        }
        output.heartbeat(part.get(part.size() - 1).eventTime());
    }

    /** The graph as it must be after all of it. */
    BatchGraph oracle() {
        BatchGraph graph = new BatchGraph(HISTORY_LENGTH);
        interactions.forEach(interaction -> graph.add(interaction.userId(),
                new UserEvent(interaction.eventId(), interaction.itemId(), 1, interaction.eventTime())));
        graph.close(boundary(DAYS));
        return graph;
    }
}
