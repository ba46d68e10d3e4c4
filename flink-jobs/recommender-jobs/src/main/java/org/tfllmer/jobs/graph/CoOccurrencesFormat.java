/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.graph;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.tfllmer.graph.Pairs;
import org.tfllmer.jobs.state.Packing;
import org.tfllmer.jobs.state.StateFormat;

/** Version 1: when it counts, the time and the item; a count of earlier items, and for each its id and weight. */
public final class CoOccurrencesFormat implements StateFormat<CoOccurrences> {

    private static final long serialVersionUID = 1L;

    @Override
    public String what() {
        return "co-occurrences";
    }

    @Override
    public void write(CoOccurrences value, DataOutputView out) throws IOException {
        Pairs pairs = value.pairs();
        Packing.writeNumber(value.countedAt(), out);
        Packing.writeNumber(pairs.time(), out);
        Packing.writeText(pairs.itemId(), out);
        Packing.writeNumber(pairs.earlier().length, out);
        for (int i = 0; i < pairs.earlier().length; i++) {
            Packing.writeText(pairs.earlier()[i], out);
            out.writeDouble(pairs.weights()[i]);
        }
    }

    @Override
    public CoOccurrences read(byte version, DataInputView in) throws IOException {
        long countedAt = Packing.readNumber(in);
        long time = Packing.readNumber(in);
        String itemId = Packing.readText(in);
        int size = Math.toIntExact(Packing.readNumber(in));
        String[] earlier = new String[size];
        double[] weights = new double[size];
        for (int i = 0; i < size; i++) {
            earlier[i] = Packing.readText(in);
            weights[i] = in.readDouble();
        }
        return new CoOccurrences(new Pairs(itemId, earlier, weights, time), countedAt);
    }
}
