/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.ingest;

import org.tfllmer.schemas.DeadLetter;
import org.tfllmer.schemas.Interaction;

/**
 * One record of the interactions topic, decoded: an interaction, a dead letter, or a heartbeat, which is neither.
 *
 * @param interaction or null
 * @param deadLetter  or null
 * @param key         the record's bytes, in case the interaction proves late; null without an interaction
 * @param value       likewise
 * @param eventTime   of the interaction or the heartbeat, milliseconds since 1970 UTC; {@link Long#MIN_VALUE} of a dead
 *                    letter, which must not move event time
 */
public record InteractionArrival(
        Interaction interaction,
        DeadLetter deadLetter,
        byte[] key,
        byte[] value,
        long eventTime,
        int partition,
        long offset) {}
