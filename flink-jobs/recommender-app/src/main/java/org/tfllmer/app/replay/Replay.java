/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.app.replay;

import java.util.stream.Stream;
import org.tfllmer.dataset.DatasetFolder;
import org.tfllmer.dataset.LoggedInteraction;
import org.tfllmer.schemas.Interaction;
import org.tfllmer.schemas.Item;

/**
 * Sends a data set in the order in which it happened, each item just before the first interaction that may name it.
 *
 * <p>When event time passes the boundary of a graph snapshot, every partition is told so, quiet ones too. At the
 * greatest speed the replay then waits for that boundary's generation, because no real stream outruns its solves. While
 * it waits it repeats itself: a partition that fell idle would be overtaken by those that wake first.
 */
public final class Replay {

    private final DatasetFolder data;
    private final ItemSchedule items;
    private final ReplayTempo tempo;
    private final PendingBoundaries boundaries;
    private final SentBefore sentBefore;
    private final ReplayOutput output;
    private final GenerationGate gate;
    private final ReplayProgress progress;

    /**
     * @param sentBefore what the output has already
     * @param progress   kept up to date
     */
    public Replay(
            ReplayData data,
            ReplayTempo tempo,
            SentBefore sentBefore,
            ReplayOutput output,
            GenerationGate gate,
            ReplayProgress progress) {
        this.data = data.folder();
        this.items = new ItemSchedule(data);
        this.tempo = tempo;
        this.boundaries = tempo.boundaries();
        this.sentBefore = sentBefore;
        this.output = output;
        this.gate = gate;
        this.progress = progress;
    }

    /** Sends what earlier replays have not, then waits for the generation after the last interaction. */
    public void run() throws InterruptedException {
        Pace pace = tempo.pace();
        try (Stream<LoggedInteraction> interactions = data.interactions()) {
            for (LoggedInteraction line : (Iterable<LoggedInteraction>) interactions::iterator) {
                if (sentBefore.eventIds().contains(line.eventId())) {
                    boundaries.passedAt(line.eventTimeMillis()); // passed in the earlier replay
                } else {
                    pace.await(line.eventTimeMillis());
                    passBoundaries(line.eventTimeMillis());
                    send(line);
                }
                boundaries.sent(line.eventTimeMillis());
                progress.reached(line.eventTimeMillis());
            }
        }
        for (long boundary : boundaries.rest()) {
            tellPassed(boundary);
            awaitGeneration(boundary);
        }
        progress.finished();
    }

    private void passBoundaries(long eventTime) throws InterruptedException {
        for (long boundary : boundaries.passedAt(eventTime)) {
            tellPassed(boundary);
            if (tempo.waitsForGenerations()) {
                awaitGeneration(boundary);
            }
        }
    }

    private void tellPassed(long boundary) {
        long eventTime = boundaries.heartbeatFor(boundary);
        sendItems(eventTime);
        output.heartbeat(eventTime);
    }

    private void awaitGeneration(long boundary) throws InterruptedException {
        progress.waitsFor(boundary);
        while (!gate.await(boundary, tempo.betweenHeartbeats())) {
            output.heartbeat(boundaries.heartbeatFor(boundary));
        }
        progress.goesOn();
    }

    private void send(LoggedInteraction line) {
        sendItems(line.eventTimeMillis());
        output.interaction(new Interaction(
                line.eventId(), line.userId(), line.itemId(), LoggedType.of(line), null, line.eventTimeMillis()));
    }

    private void sendItems(long eventTime) {
        for (Item item : items.dueBy(eventTime)) {
            if (!sentBefore.itemIds().contains(item.itemId())) {
                output.item(item);
            }
        }
    }
}
