/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.graph;

/**
 * One interaction as the graph sees it.
 *
 * @param eventId names it among the user's
 * @param weight  above 0: the item joins the history; below: it takes weight from the pairs with the history;
 *                0: it changes no pair
 * @param time    event time, milliseconds since 1970 UTC
 */
public record UserEvent(String eventId, String itemId, double weight, long time) {}
