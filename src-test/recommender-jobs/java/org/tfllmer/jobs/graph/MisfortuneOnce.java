/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.graph;

import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.state.CheckpointListener;

/** Fails a job once, at the first record after some completed checkpoints, if there is one left to fail. */
final class MisfortuneOnce implements MapFunction<LogEntry, LogEntry>, CheckpointListener {

    private static final long serialVersionUID = 1L;
    private static final int MOST_CHECKPOINTS = 5;
    /** Outlives the restart, as no state of the job may. */
    private static final AtomicBoolean LEFT = new AtomicBoolean();

    private final int checkpoints;
    private long completed;

    private MisfortuneOnce(int checkpoints) {
        this.checkpoints = checkpoints;
    }

    static MisfortuneOnce toCome(long seed) {
        LEFT.set(true);
        return new MisfortuneOnce(1 + new Random(seed).nextInt(MOST_CHECKPOINTS));
    }

    static MisfortuneOnce none() {
        LEFT.set(false);
        return new MisfortuneOnce(0);
    }

    static boolean hasCome() {
        return !LEFT.get();
    }

    @Override
    public LogEntry map(LogEntry entry) {
        if (completed >= checkpoints && LEFT.compareAndSet(true, false)) {
            throw new IllegalStateException("Fails once on purpose");
        }
        return entry;
    }

    @Override
    public void notifyCheckpointComplete(long checkpointId) {
        completed++;
    }
}
