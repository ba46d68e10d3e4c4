/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.config;

import java.time.Duration;
import org.apache.flink.configuration.ConfigOption;

/** Refusals that name the option as the user wrote it, and the value given. */
final class Checks {

    private Checks() {}

    static void atLeast(int least, ConfigOption<Integer> option, int value) {
        if (value < least) {
            throw new IllegalArgumentException(option.key() + " must be " + least + " or more, was " + value);
        }
    }

    static void notNegative(ConfigOption<Duration> option, Duration value) {
        if (value.isNegative()) {
            throw new IllegalArgumentException(option.key() + " must not be negative, was " + value);
        }
    }

    static void positive(ConfigOption<Duration> option, Duration value) {
        if (value.toMillis() < 1) {
            throw new IllegalArgumentException(option.key() + " must be 1 ms or more, was " + value);
        }
    }
}
