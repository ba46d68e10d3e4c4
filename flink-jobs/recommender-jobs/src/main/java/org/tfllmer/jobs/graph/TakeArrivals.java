/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.graph;

import org.tfllmer.graph.PairingOptions;
import org.tfllmer.graph.Pairs;
import org.tfllmer.graph.UserEvent;
import org.tfllmer.graph.UserHistory;
import org.tfllmer.jobs.config.TypeWeights;
import org.tfllmer.schemas.Interaction;
import org.tfllmer.schemas.UserDeletionDone;

/** What becomes of a user's arrivals, one after the other in event-time order. */
final class TakeArrivals {

    private final PairingOptions pairing;
    private final TypeWeights typeWeights;
    private final UserHorizons horizons;
    private final OpenCounts openCounts;
    private final GraphCounters counters;
    private final Told told;

    /** Who is told what follows from an arrival. */
    interface Told {

        void pairs(Pairs pairs, long countedAt);

        void forgotten(UserDeletionDone done);

        /** The current user expires at another time than before. */
        void expiresAt(long time);
    }

    TakeArrivals(PairingOptions pairing, TypeWeights typeWeights, UserHorizons horizons, OpenCounts openCounts,
            GraphCounters counters, Told told) {
        this.pairing = pairing;
        this.typeWeights = typeWeights;
        this.horizons = horizons;
        this.openCounts = openCounts;
        this.counters = counters;
        this.told = told;
    }

    /** @param countedAt time whose interval it belongs to */
    void take(UserRow row, UserArrival arrival, long countedAt) {
        expireBy(countedAt, row);
        if (arrival.isDeletion()) {
            forget(row, arrival, countedAt);
        } else {
            take(row, arrival.interaction(), countedAt);
        }
    }

    /** Nothing is left of a user whose time was over before. */
    void expireBy(long time, UserRow row) {
        UserHistory user = row.history();
        if (user != null && horizons.expiry(user) <= time) {
            openCounts.users(horizons.expiry(user), -1);
            row.history(null);
        }
    }

    private void take(UserRow row, Interaction interaction, long countedAt) {
        UserHistory user = present(row, countedAt);
        if (user.has(interaction.eventId(), interaction.eventTime() - horizons.deduplication())) {
            openCounts.duplicate(countedAt);
            counters.duplicates.inc();
            return;
        }
        openCounts.accepted(countedAt);
        counters.accepted.inc();
        long expiryBefore = horizons.expiry(user);
        tell(user.take(new UserEvent(interaction.eventId(), interaction.itemId(), typeWeights.of(interaction),
                interaction.eventTime())), countedAt);
        user.trim(user.newestTime() - horizons.log());
        row.history(user);
        long expiry = horizons.expiry(user);
        if (expiry != expiryBefore) {
            told.expiresAt(expiry);
        }
    }

    private UserHistory present(UserRow row, long time) {
        if (row.history() == null) {
            openCounts.users(time, 1);
            row.history(new UserHistory(pairing));
        }
        return row.history();
    }

    private void forget(UserRow row, UserArrival request, long countedAt) {
        UserHistory user = row.history() == null ? new UserHistory(pairing) : row.history();
        int before = user.size();
        long since = Math.max(0, Math.min(user.loggedSince(), countedAt));
        UserHistory.Forgotten forgotten = user.forget(request.eventTime());
        forgotten.takenBack().forEach(pairs -> tell(pairs, countedAt));
        forgotten.addedAnew().forEach(pairs -> tell(pairs, countedAt));
        if (row.history() != null && user.isEmpty()) {
            openCounts.users(countedAt, -1);
        }
        row.history(user.isEmpty() ? null : user);
        openCounts.deletion(countedAt);
        counters.deletions.inc();
        told.forgotten(new UserDeletionDone(request.userId(), request.eventTime(), countedAt, before - user.size(),
                forgotten.pairs(), since));
    }

    private void tell(Pairs pairs, long countedAt) {
        if (!pairs.isEmpty()) {
            counters.pairs.inc(pairs.earlier().length);
            told.pairs(pairs, countedAt);
        }
    }
}
