/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.backbone;

/** Checks of single options, each with a message that names the option and the value given. */
final class OptionChecks {

    private OptionChecks() {}

    static void given(String option, Object value) {
        if (value == null) {
            throw new IllegalArgumentException(option + " must be given");
        }
    }

    static void positive(String option, long value) {
        if (value < 1) {
            throw new IllegalArgumentException(option + " must be 1 or more, was " + value);
        }
    }

    static void notNegative(String option, long value) {
        if (value < 0) {
            throw new IllegalArgumentException(option + " must be 0 or more, was " + value);
        }
    }

    static void positive(String option, double value) {
        if (!(value > 0) || Double.isInfinite(value)) { // refuses NaN too
            throw new IllegalArgumentException(option + " must be above 0 and finite, was " + value);
        }
    }

    static void notNegative(String option, double value) {
        if (!(value >= 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException(option + " must be 0 or more and finite, was " + value);
        }
    }

    static void fraction(String option, double value) {
        if (!(value >= 0 && value < 1)) {
            throw new IllegalArgumentException(option + " must be at least 0 and below 1, was " + value);
        }
    }
}
