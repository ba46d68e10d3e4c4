/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.schemas.topics;

/** What Kafka does with old records. */
public enum Cleanup {

    /** Drops them after the retention. */
    DELETE,

    /** Keeps the newest of each key. */
    COMPACT
}
