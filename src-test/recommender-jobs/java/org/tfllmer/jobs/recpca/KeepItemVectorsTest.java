/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.recpca;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;
import org.tfllmer.jobs.OperatorHarness;
import org.tfllmer.jobs.ingest.ItemArrival;
import org.tfllmer.schemas.GraphSnapshot;
import org.tfllmer.schemas.Item;
import org.tfllmer.tensors.NamedTensors;

class KeepItemVectorsTest
        extends OperatorHarness<
                KeyedTwoInputStreamOperatorTestHarness<String, ItemArrival, GraphSnapshot, VectorShard>> {

    private long offset;

    @Test
    void theVersionsThatHeldBeforeTheBoundaryAreWritten() throws Exception {
        item("tea", 1, 10, false);
        item("tea", 2, 99, false);
        item("tea", 3, 100, false);
        item("cup", 4, 150, false);
        due(100);
        watermark(99);
        assertThat(written(0)).containsExactly("tea=2.0");
    }

    @Test
    void nothingIsWrittenBeforeBothTopicsHaveReachedTheBoundary() throws Exception {
        item("tea", 1, 10, false);
        due(100);
        operator.processWatermark2(new Watermark(99));
        assertThat(operator.extractOutputValues()).isEmpty();
        operator.processWatermark1(new Watermark(99));
        assertThat(operator.extractOutputValues()).hasSize(1);
    }

    @Test
    void removedAndHiddenItemsAreLeftOut() throws Exception {
        item("tea", 1, 10, false);
        operator.processElement1(new ItemArrival("tea", null, null, 20, offset++), 20);
        item("cup", 2, 10, true);
        item("pot", 3, 10, false);
        due(100);
        watermark(99);
        assertThat(written(0)).containsExactly("pot=3.0");
    }

    @Test
    void afterARestoreItWritesWhatWasDue() throws Exception {
        item("tea", 1, 10, false);
        due(100);
        restart();
        watermark(99);
        assertThat(written(0)).containsExactly("tea=1.0");
    }

    @Test
    void aLaterBoundaryGetsTheNewerVersion() throws Exception {
        item("tea", 1, 10, false);
        item("tea", 2, 150, false);
        due(100);
        due(200);
        watermark(500);
        assertThat(written(0)).containsExactly("tea=1.0");
        assertThat(written(1)).containsExactly("tea=2.0");
    }

    private void item(String id, float value, long eventTime, boolean hidden) throws Exception {
        Item item = new Item(id, id, null, List.of(), new float[] {value, 0}, null, null, null, hidden, eventTime);
        operator.processElement1(new ItemArrival(id, item, null, eventTime, offset++), eventTime);
    }

    private void due(long boundary) throws Exception {
        operator.processElement2(new GraphSnapshot(boundary, List.of(), Map.of()), boundary - 1);
    }

    private void watermark(long time) throws Exception {
        operator.processBothWatermarks(new Watermark(time));
    }

    private List<String> written(int shard) throws Exception {
        NamedTensors tensors = store.read(operator.extractOutputValues().get(shard).file());
        List<String> items = tensors.strings("items");
        float[] values = tensors.tensor("embeddings").floats();
        return IntStream.range(0, items.size())
                .mapToObj(i -> items.get(i) + "=" + values[2 * i])
                .toList();
    }

    @Override
    protected KeyedTwoInputStreamOperatorTestHarness<String, ItemArrival, GraphSnapshot, VectorShard> operator()
            throws Exception {
        return new KeyedTwoInputStreamOperatorTestHarness<>(
                new KeepItemVectors(store, 2), ItemArrival::itemId, graph -> "unused", Types.STRING);
    }
}
