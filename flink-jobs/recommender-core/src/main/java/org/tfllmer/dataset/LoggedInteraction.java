/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.dataset;

/**
 * A line of a dataset's interactions.
 *
 * @param eventId         name of the dataset, a hyphen and the number of the line: the same whenever it is read
 * @param type            what the user did, for example {@code view}
 * @param eventTimeMillis milliseconds since 1970 UTC
 */
public record LoggedInteraction(String eventId, String userId, String itemId, String type, long eventTimeMillis) {}
