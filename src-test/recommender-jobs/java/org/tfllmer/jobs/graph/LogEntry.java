/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.graph;

import org.tfllmer.jobs.ingest.InteractionArrival;
import org.tfllmer.jobs.ingest.UserRequest;
import org.tfllmer.schemas.Interaction;
import org.tfllmer.schemas.UserDeletion;

/** One record of {@link InteractionLog}: an interaction, or a request to forget its user (no item). */
public record LogEntry(Interaction interaction, int partition, long offset) {

    static LogEntry request(String userId, long eventTime, int partition) {
        return new LogEntry(new Interaction("", userId, "", null, null, eventTime), partition, 0);
    }

    LogEntry at(long place) {
        return new LogEntry(interaction, partition, place);
    }

    boolean isRequest() {
        return interaction.itemId().isEmpty();
    }

    String userId() {
        return interaction.userId();
    }

    long eventTime() {
        return interaction.eventTime();
    }

    InteractionArrival arrival() {
        return new InteractionArrival(interaction, null, null, null, eventTime(), partition, offset);
    }

    UserRequest request() {
        return new UserRequest(new UserDeletion(userId(), eventTime()), null);
    }
}
