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

    byte version();

    void write(T value, DataOutputView out) throws IOException;

    /** @throws IOException if the version is unknown */
    T read(byte version, DataInputView in) throws IOException;

    static IOException unknown(String what, byte version) {
        return new IOException("State holds " + what + " of version " + version
                + ", which this release does not know: it was written by a newer one");
    }
}
