/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.graph;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.tfllmer.graph.PackedEdges;
import org.tfllmer.jobs.state.Packing;
import org.tfllmer.jobs.state.StateFormat;

/** Version 1: the item, the boundary, the packed edges. */
public final class RowChangeFormat implements StateFormat<RowChange> {

    private static final long serialVersionUID = 1L;

    @Override
    public String what() {
        return "a change of a row";
    }

    @Override
    public void write(RowChange change, DataOutputView out) throws IOException {
        Packing.writeText(change.itemId(), out);
        Packing.writeNumber(change.boundary(), out);
        Packing.writeBytes(change.gain().bytes(), out);
    }

    @Override
    public RowChange read(byte version, DataInputView in) throws IOException {
        return new RowChange(Packing.readText(in), Packing.readNumber(in), new PackedEdges(Packing.readBytes(in)));
    }
}
