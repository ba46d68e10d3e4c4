/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.schemas;

/**
 * A user did something with an item at an event time.
 *
 * @param eventId   names this event; the same id twice is one event
 * @param weight    replaces the weight of the type, or null
 * @param eventTime when it happened, milliseconds since 1970 UTC
 */
public record Interaction(
        String eventId, String userId, String itemId, InteractionType type, Double weight, long eventTime) {}
