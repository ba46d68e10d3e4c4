/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tfllmer.graph.GainSum;

class OpenChangesTest {

    private final Map<Long, Map<String, Integer>> expected = new TreeMap<>();
    private final Map<Long, Map<String, Integer>> found = new TreeMap<>();

    /** Parts are taken whole, whether they stayed on the heap, had to leave it, or went through a checkpoint. */
    @ParameterizedTest
    @ValueSource(ints = {1, 7, 50, 1_000_000})
    void everyPartIsTakenOnceAtItsBoundary(int capacity) throws Exception {
        Random random = new Random(capacity);
        var operator = operator(capacity);
        operator.open();
        long boundary = 0;
        for (int n = 0; n < 3_000; n++) {
            RowChange part = part(random, boundary);
            expected.computeIfAbsent(part.boundary(), none -> new HashMap<>()).merge(part.itemId(), 1, Integer::sum);
            operator.processElement(part, 0);
            if (random.nextInt(40) == 0) {
                operator = restored(operator, capacity);
            }
            if (random.nextInt(60) == 0) {
                boundary += 100 * random.nextInt(3);
                operator.processWatermark(boundary - 1);
            }
        }
        operator.processWatermark(Long.MAX_VALUE - 1);
        gather(operator);
        assertThat(operator.numKeyedStateEntries()).isZero();
        operator.close();
        assertThat(found).isEqualTo(expected);
    }

    private static RowChange part(Random random, long boundary) {
        return new RowChange("item-" + random.nextInt(12), boundary + 100 * (1 + random.nextInt(3)),
                Gains.of("cup", 1, 0));
    }

    private KeyedOneInputStreamOperatorTestHarness<String, RowChange, RowChange> restored(
            KeyedOneInputStreamOperatorTestHarness<String, RowChange, RowChange> operator, int capacity)
            throws Exception {
        operator.prepareSnapshotPreBarrier(1);
        OperatorSubtaskState state = operator.snapshot(1, 1);
        gather(operator);
        operator.close();
        var next = operator(capacity);
        next.initializeState(state);
        next.open();
        return next;
    }

    private void gather(KeyedOneInputStreamOperatorTestHarness<String, RowChange, RowChange> operator) {
        operator.extractOutputValues().forEach(sum -> found
                .computeIfAbsent(sum.boundary(), none -> new HashMap<>())
                .merge(sum.itemId(), Integer.parseInt(sum.gain().toString().replaceAll(".* (\\d+)\\.0/.*", "$1")),
                        Integer::sum));
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, RowChange, RowChange> operator(int capacity)
            throws Exception {
        return new KeyedOneInputStreamOperatorTestHarness<>(new Sums(capacity), RowChange::itemId, Types.STRING);
    }

    /** Tells the sum of each item's parts. */
    private static final class Sums extends AbstractStreamOperator<RowChange>
            implements OneInputStreamOperator<RowChange, RowChange> {

        private static final long serialVersionUID = 1L;

        private final int capacity;
        private transient OpenChanges open;

        private Sums(int capacity) {
            this.capacity = capacity;
        }

        @Override
        public void initializeState(StateInitializationContext context) throws Exception {
            super.initializeState(context);
            open = new OpenChanges(capacity, this, this.<String>getKeyedStateBackend());
        }

        @Override
        public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
            open.flush();
        }

        @Override
        public void processElement(StreamRecord<RowChange> element) throws Exception {
            open.add(element.getValue());
        }

        @Override
        public void processWatermark(Watermark mark) throws Exception {
            for (long boundary : List.copyOf(open.closingUpTo(mark.getTimestamp() + 1))) {
                open.close(boundary, (itemId, parts, at) -> {
                    assertThat(getCurrentKey()).isEqualTo(itemId);
                    output.collect(new StreamRecord<>(new RowChange(itemId, at, GainSum.of(parts))));
                });
            }
            super.processWatermark(mark);
        }
    }
}
