/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.app.replay;

import java.util.concurrent.TimeUnit;

/** Holds each interaction until it is due, counted from the first one that this replay sends. */
final class Pace {

    private final Speed speed;
    private final long start = System.nanoTime();
    private long firstEventTime;
    private long sent;

    Pace(Speed speed) {
        this.speed = speed;
    }

    void await(long eventTime) throws InterruptedException {
        if (sent == 0) {
            firstEventTime = eventTime;
        }
        long early = speed.dueNanos(eventTime - firstEventTime, sent) - (System.nanoTime() - start);
        if (early > 0) {
            TimeUnit.NANOSECONDS.sleep(early);
        } else if (Thread.interrupted()) { // a sleep would have noticed
            throw new InterruptedException();
        }
        sent++;
    }
}
