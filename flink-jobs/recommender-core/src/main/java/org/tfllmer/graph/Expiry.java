/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.graph;

import java.io.Serializable;
import java.time.Duration;

/**
 * When an edge goes that nothing is added to. It goes at the first of coarse steps at which it has been idle for the
 * horizon: so a row has few times at which it must be looked at, and both ends of an edge find the same one.
 *
 * @param horizon milliseconds; 0 for never
 */
public record Expiry(long horizon, Boundaries steps) implements Serializable {

    /** Never. */
    public static final Expiry NEVER = new Expiry(0, new Boundaries(1));

    private static final int STEPS = 16;

    /**
     * @param horizon  zero for never
     * @param interval between publications; the steps are multiples of it
     */
    public static Expiry of(Duration horizon, Duration interval) {
        long millis = interval.toMillis();
        return new Expiry(horizon.toMillis(),
                new Boundaries(millis * Math.max(1, horizon.toMillis() / STEPS / millis)));
    }

    /** The boundary at which an edge goes that was last added to at one; {@link Long#MAX_VALUE} for never. */
    public long of(long changed) {
        return horizon == 0 || changed == Long.MAX_VALUE ? Long.MAX_VALUE : steps.after(changed + horizon - 1);
    }

    boolean isOver(long changed, long boundary) {
        return horizon > 0 && changed + horizon <= boundary && of(changed) <= boundary;
    }
}
