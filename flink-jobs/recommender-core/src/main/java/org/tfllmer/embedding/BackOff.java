/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.embedding;

import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * How long to wait before asking again: half of a span that doubles with each attempt, and a random part of the other
 * half, so that clients that failed together do not come back together. A server that names a time gets at least that.
 */
final class BackOff {

    private static final int MOST_DOUBLINGS = 30;

    private final Duration first;
    private final Duration longest;
    private final RandomGenerator random;

    BackOff(Duration first, Duration longest, RandomGenerator random) {
        this.first = first;
        this.longest = longest;
        this.random = random;
    }

    /** @param failed how many attempts have failed, 1 or more */
    Duration after(int failed, Optional<Duration> retryAfter) {
        double span = first.toNanos() * Math.pow(2, Math.min(failed - 1, MOST_DOUBLINGS));
        double jittered = Math.min(span, longest.toNanos()) * (0.5 + 0.5 * random.nextDouble());
        long asked = retryAfter.map(Duration::toNanos).orElse(0L);
        return Duration.ofNanos(Math.min(Math.max((long) jittered, asked), longest.toNanos()));
    }
}
