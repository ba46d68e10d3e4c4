/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.graph;

/**
 * A user came to an item after others.
 *
 * @param earlier the items that it co-occurs with, oldest first
 * @param weight  of each pair
 */
public record CoOccurrences(String itemId, String[] earlier, double weight, long eventTime) {}
