/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.config;

import java.time.Duration;
import java.util.regex.Pattern;
import org.apache.flink.configuration.ConfigOption;

/** Refusals that name the option as the user wrote it, and the value given. */
final class Checks {

    private static final Pattern FOLDER_NAME = Pattern.compile("[A-Za-z0-9_=-][A-Za-z0-9._=-]{0,99}");

    private Checks() {}

    static void atLeast(int least, ConfigOption<Integer> option, int value) {
        if (value < least) {
            throw new IllegalArgumentException(option.key() + " must be " + least + " or more, was " + value);
        }
    }

    /** As the snapshot store accepts it in a path. */
    static void folderName(ConfigOption<String> option, String value) {
        if (!FOLDER_NAME.matcher(value).matches()) {
            throw new IllegalArgumentException(option.key() + " must be 1 to 100 letters, digits or any of . _ = -, "
                    + "not beginning with a dot, was '" + value + "'");
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
