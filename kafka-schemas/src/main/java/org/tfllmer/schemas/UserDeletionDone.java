/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.schemas;

/**
 * The account of a deletion: a user was forgotten, and this is what was taken back from the graph.
 *
 * @param requestedAt    event time of the request, milliseconds since 1970 UTC
 * @param doneAt         event time as of which the graph no longer holds what is named here, requestedAt or later
 * @param interactions   how many of the user's were forgotten
 * @param pairs          how many contributions to pairs of items were taken back from the graph
 * @param takenBackSince event time from which they were, the start of a UTC day, doneAt at the latest; older ones are
 *                       beyond the forget horizon, have lost their author, and stay
 */
public record UserDeletionDone(
        String userId, long requestedAt, long doneAt, long interactions, long pairs, long takenBackSince) {}
