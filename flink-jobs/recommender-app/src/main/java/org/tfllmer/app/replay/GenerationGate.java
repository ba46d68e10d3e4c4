/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.app.replay;

/** Holds a replay until the jobs have answered. */
@FunctionalInterface
public interface GenerationGate {

    /** Returns when the generation of the graph at {@code boundary}, or of a later one, was committed or revoked. */
    void await(long boundary) throws InterruptedException;
}
