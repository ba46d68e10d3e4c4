/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.app.topics;

/** No broker answered in time. */
public final class KafkaUnreachableException extends Exception {

    KafkaUnreachableException(String bootstrapServers, Throwable cause) {
        super("Kafka cannot be reached at " + bootstrapServers + ": " + cause.getMessage(), cause);
    }
}
