/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.app.replay;

import java.time.Duration;

/** Holds a replay until the jobs have answered. */
@FunctionalInterface
public interface GenerationGate {

    /** Whether the generation of the graph at {@code boundary}, or of a later one, was committed or revoked in time. */
    boolean await(long boundary, Duration atMost) throws InterruptedException;
}
