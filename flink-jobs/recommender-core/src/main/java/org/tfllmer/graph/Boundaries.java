/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.graph;

import java.io.Serializable;

/**
 * Where event time is cut: at the multiples of an interval since 1970 UTC.
 * What happened before a boundary belongs to it, what happened at it to the next.
 *
 * @param interval milliseconds
 */
public record Boundaries(long interval) implements Serializable {

    public Boundaries {
        if (interval < 1) {
            throw new IllegalArgumentException("An interval between boundaries must be 1 ms or more, was " + interval);
        }
    }

    /** The boundary that the event time belongs to: the first one after it. */
    public long after(long eventTime) {
        return (Math.floorDiv(eventTime, interval) + 1) * interval;
    }
}
