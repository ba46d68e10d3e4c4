/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.graph;

import org.tfllmer.jobs.ingest.AcceptedInteraction;
import org.tfllmer.jobs.ingest.UserRequest;
import org.tfllmer.jobs.state.PackedType;
import org.tfllmer.schemas.Interaction;

/**
 * What a user did, or that the user is to be forgotten.
 *
 * @param interaction null of a request to forget all up to its event time
 * @param offset      its place in its partition; orders interactions that share an event time
 */
public record UserArrival(String userId, Interaction interaction, long eventTime, long offset) {

    public static final PackedType<UserArrival> TYPE = new PackedType<>(UserArrival.class, new ArrivalFormat());

    public static UserArrival of(AcceptedInteraction accepted) {
        return new UserArrival(accepted.userId(), accepted.interaction(), accepted.eventTime(), accepted.offset());
    }

    /** Behind all interactions of the same time, for it forgets them. */
    public static UserArrival of(UserRequest request) {
        return new UserArrival(request.deletion().userId(), null, request.deletion().eventTime(), Long.MAX_VALUE);
    }

    boolean isDeletion() {
        return interaction == null;
    }
}
