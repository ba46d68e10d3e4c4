/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.state;

import java.io.IOException;
import java.io.Serializable;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * How one kind of value is written to state: the newest version, after a byte that says which it is; all versions are
 * read. So an old savepoint is read as it is, and each value turns into the newest version when it next changes.
 */
public interface StateFormat<T> extends Serializable {

    /** What the values are, for whoever reads that one cannot be read. */
    String what();

    /** The newest version: what {@link #write} writes. */
    default byte version() {
        return 1;
    }

    void write(T value, DataOutputView out) throws IOException;

    /** @param version from 1 to the newest */
    T read(byte version, DataInputView in) throws IOException;
}
