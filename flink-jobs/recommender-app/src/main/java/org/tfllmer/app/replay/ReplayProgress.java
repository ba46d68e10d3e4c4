/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.app.replay;

import java.util.OptionalLong;

/** How far a replay has come, for another thread to read. Times are milliseconds since 1970 UTC. */
public final class ReplayProgress {

    private static final long NONE = Long.MIN_VALUE;

    private volatile long lines;
    private volatile long eventTime = NONE;
    private volatile long awaitedBoundary = NONE;
    private volatile boolean finished;

    /** Lines of the data set that are behind, those of earlier replays too. */
    public long lines() {
        return lines;
    }

    /** Empty before the first line. */
    public OptionalLong eventTime() {
        return present(eventTime);
    }

    /** The boundary whose generation the replay waits for, if it waits. */
    public OptionalLong awaitedBoundary() {
        return present(awaitedBoundary);
    }

    public boolean isFinished() {
        return finished;
    }

    /** To be called by one thread only, as all that follow. */
    void reached(long lineTime) {
        eventTime = lineTime;
        lines = lines + 1;
    }

    void waitsFor(long boundary) {
        awaitedBoundary = boundary;
    }

    void goesOn() {
        awaitedBoundary = NONE;
    }

    void finished() {
        finished = true;
    }

    private static OptionalLong present(long value) {
        return value == NONE ? OptionalLong.empty() : OptionalLong.of(value);
    }
}
