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

/** Version 1: the length, and the bytes as {@link PackedEdges} lays them out. */
public final class EdgesFormat implements StateFormat<PackedEdges> {

    private static final long serialVersionUID = 1L;

    @Override
    public String what() {
        return "a row of the graph";
    }

    @Override
    public void write(PackedEdges edges, DataOutputView out) throws IOException {
        Packing.writeBytes(edges.bytes(), out);
    }

    @Override
    public PackedEdges read(byte version, DataInputView in) throws IOException {
        return new PackedEdges(Packing.readBytes(in));
    }
}
