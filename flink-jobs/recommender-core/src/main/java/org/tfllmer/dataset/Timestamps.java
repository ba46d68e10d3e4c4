/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.dataset;

/** Tells seconds since 1970 from numbers that must mean something else. */
final class Timestamps {

    /** Seconds of the year 5138; today's milliseconds are far above it. */
    private static final long TOO_LATE = 100_000_000_000L;

    private Timestamps() {}

    static boolean areSeconds(long timestamp) {
        return timestamp >= 0 && timestamp < TOO_LATE;
    }
}
