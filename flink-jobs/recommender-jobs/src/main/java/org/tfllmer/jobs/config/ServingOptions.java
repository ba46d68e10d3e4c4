/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.config;

import java.io.Serializable;
import java.time.Duration;

/**
 * What is recommended.
 *
 * @param listLength  items in a list
 * @param recentItems how many of the user's last items make the query
 * @param seenItems   how many items of a user are remembered so as not to recommend them again
 * @param batchSize     users, at most, who are scored together
 * @param batchInterval how long one may wait for others
 */
public record ServingOptions(int listLength, int recentItems, int seenItems, int batchSize,
        Duration batchInterval) implements Serializable {

    public ServingOptions {
        Checks.atLeast(1, JobOptions.LIST_LENGTH, listLength);
        Checks.atLeast(1, JobOptions.RECENT_ITEMS, recentItems);
        Checks.atLeast(1, JobOptions.SEEN_ITEMS, seenItems);
        Checks.atLeast(1, JobOptions.SERVING_BATCH_SIZE, batchSize);
        Checks.notNegative(JobOptions.SERVING_BATCH_INTERVAL, batchInterval);
        if (seenItems < recentItems) {
            throw new IllegalArgumentException(JobOptions.SEEN_ITEMS.key() + " must be at least "
                    + JobOptions.RECENT_ITEMS.key() + ", were " + seenItems + " and " + recentItems);
        }
    }
}
