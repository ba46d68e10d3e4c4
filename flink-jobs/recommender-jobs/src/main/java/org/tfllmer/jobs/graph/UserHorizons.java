/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.graph;

import java.io.Serializable;
import java.time.Duration;
import org.tfllmer.graph.Boundaries;
import org.tfllmer.graph.UserHistory;
import org.tfllmer.jobs.config.GraphOptions;

/**
 * For how long what is kept of a user, in milliseconds of event time.
 *
 * @param deduplication event ids
 * @param log           interactions from which what the user added can be taken back
 * @param idle          everything, after the newest interaction
 * @param expiries      steps to which expiry is rounded up by one or two, so that an active user has few timers
 */
record UserHorizons(long deduplication, long log, long idle, Boundaries expiries) implements Serializable {

    private static final int EXPIRY_STEPS = 16;

    static UserHorizons of(GraphOptions options, Duration deduplication) {
        long log = Math.max(deduplication.toMillis(), options.forgetHorizon().toMillis());
        long idle = Math.max(options.pairing().historyHorizon().toMillis(), log + Duration.ofDays(1).toMillis());
        return new UserHorizons(
                deduplication.toMillis(), log, idle, new Boundaries(Math.max(1, idle / EXPIRY_STEPS)));
    }

    /** When all of a user can go; {@link Long#MAX_VALUE} while there is no interaction. */
    long expiry(UserHistory user) {
        return user.newestTime() == Long.MIN_VALUE
                ? Long.MAX_VALUE : expiries.after(expiries.after(user.newestTime() + idle));
    }
}
