/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.config;

import java.time.Duration;

/**
 * Which interactions are accepted.
 *
 * @param outOfOrderness       how much older than the newest of its partition an interaction may be
 * @param clockSkew            how far after its arrival at Kafka an interaction may claim to have happened
 * @param idleTimeout          when a silent partition no longer holds up event time
 * @param deduplicationHorizon event time for which a user's event ids are remembered
 */
public record IngestOptions(
        Duration outOfOrderness, Duration clockSkew, Duration idleTimeout, Duration deduplicationHorizon) {

    public IngestOptions {
        Checks.notNegative(JobOptions.OUT_OF_ORDERNESS, outOfOrderness);
        Checks.notNegative(JobOptions.CLOCK_SKEW, clockSkew);
        Checks.positive(JobOptions.IDLE_TIMEOUT, idleTimeout);
        Checks.notNegative(JobOptions.DEDUPLICATION_HORIZON, deduplicationHorizon);
    }
}
