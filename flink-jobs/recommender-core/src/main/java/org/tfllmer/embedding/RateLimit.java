/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.embedding;

/** Hands out the moments at which requests may start, evenly spaced and first come first served. */
final class RateLimit {

    private static final double NANOSECONDS = 1e9;

    private final long spacing;
    private long next = Long.MIN_VALUE;

    RateLimit(double perSecond) {
        this.spacing = (long) (NANOSECONDS / perSecond);
    }

    /**
     * Takes the next moment.
     *
     * @param now nanoseconds of a clock that does not run back
     * @return how many nanoseconds to wait from now
     */
    synchronized long take(long now) {
        long moment = next == Long.MIN_VALUE ? now : Math.max(now, next);
        next = moment + spacing;
        return moment - now;
    }
}
