/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.graph;

import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.state.CheckpointListener;
import org.tfllmer.jobs.ingest.AcceptedInteraction;

/** Fails a job once, at the first interaction after its third completed checkpoint, if there is one left to fail. */
final class MisfortuneOnce implements MapFunction<AcceptedInteraction, AcceptedInteraction>, CheckpointListener {

    private static final long serialVersionUID = 1L;
    private static final int CHECKPOINTS = 3;
    /** Outlives the restart, as no state of the job may. */
    private static final AtomicBoolean LEFT = new AtomicBoolean();

    private long completed;

    private MisfortuneOnce() {}

    static MisfortuneOnce toCome() {
        LEFT.set(true);
        return new MisfortuneOnce();
    }

    static MisfortuneOnce none() {
        LEFT.set(false);
        return new MisfortuneOnce();
    }

    static boolean hasCome() {
        return !LEFT.get();
    }

    @Override
    public AcceptedInteraction map(AcceptedInteraction accepted) {
        if (completed >= CHECKPOINTS && LEFT.compareAndSet(true, false)) {
            throw new IllegalStateException("Fails once on purpose");
        }
        return accepted;
    }

    @Override
    public void notifyCheckpointComplete(long checkpointId) {
        completed++;
    }
}
