/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs;

import java.nio.file.Path;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.tfllmer.jobs.snapshots.SnapshotStore;

/** Opens an operator that uses a snapshot store before each test, and closes it after. */
public abstract class OperatorHarness<H extends AbstractStreamOperatorTestHarness<?>> {

    @TempDir
    private Path folder;

    protected SnapshotStore store;
    protected H operator;

    @BeforeEach
    void open() throws Exception {
        store = new SnapshotStore(folder.toUri().toString());
        operator = operator();
        operator.open();
    }

    @AfterEach
    void close() throws Exception {
        operator.close();
    }

    /** A new one, to be opened. */
    protected abstract H operator() throws Exception;

    /** Closes the operator and opens a new one in its place. */
    protected final void reopen() throws Exception {
        operator.close();
        operator = operator();
        operator.open();
    }

    /** Takes a snapshot, and goes on with a new operator that is restored from it. */
    protected final void restart() throws Exception {
        restore(operator.snapshot(1, 1));
    }

    protected final void restore(OperatorSubtaskState state) throws Exception {
        operator.close();
        operator = operator();
        operator.initializeState(state);
        operator.open();
    }
}
