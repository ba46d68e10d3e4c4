/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.graph;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.tfllmer.graph.GainLog;
import org.tfllmer.jobs.state.Packing;
import org.tfllmer.jobs.state.StateFormat;

/** Version 1: the boundary, the items after their count, the count of pairs; for each both indices and the weight. */
public final class OpenBundleFormat implements StateFormat<OpenBundle> {

    private static final long serialVersionUID = 1L;

    @Override
    public String what() {
        return "an open bundle";
    }

    @Override
    public void write(OpenBundle bundle, DataOutputView out) throws IOException {
        GainLog.Stored pairs = bundle.pairs();
        Packing.writeNumber(bundle.boundary(), out);
        Packing.writeNumber(pairs.items().length, out);
        for (String item : pairs.items()) {
            Packing.writeText(item, out);
        }
        Packing.writeNumber(pairs.weights().length, out);
        for (int i = 0; i < pairs.weights().length; i++) {
            out.writeInt(pairs.later()[i]);
            out.writeInt(pairs.earlier()[i]);
            out.writeDouble(pairs.weights()[i]);
        }
    }

    @Override
    public OpenBundle read(byte version, DataInputView in) throws IOException {
        long boundary = Packing.readNumber(in);
        String[] items = new String[Math.toIntExact(Packing.readNumber(in))];
        for (int i = 0; i < items.length; i++) {
            items[i] = Packing.readText(in);
        }
        int size = Math.toIntExact(Packing.readNumber(in));
        GainLog.Stored pairs = new GainLog.Stored(items, new int[size], new int[size], new double[size]);
        for (int i = 0; i < size; i++) {
            pairs.later()[i] = in.readInt();
            pairs.earlier()[i] = in.readInt();
            pairs.weights()[i] = in.readDouble();
        }
        return new OpenBundle(boundary, pairs);
    }
}
