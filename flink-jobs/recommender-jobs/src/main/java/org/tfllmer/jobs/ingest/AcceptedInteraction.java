/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.ingest;

import org.tfllmer.schemas.Interaction;

/**
 * An interaction that is neither malformed nor late. It may still be a duplicate.
 *
 * @param offset its place in its partition; orders interactions of one user that share an event time
 */
public record AcceptedInteraction(Interaction interaction, long offset) {

    public String userId() {
        return interaction.userId();
    }

    public long eventTime() {
        return interaction.eventTime();
    }
}
