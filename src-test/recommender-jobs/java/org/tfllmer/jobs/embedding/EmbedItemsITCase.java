/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.tfllmer.jobs.JobSettings;
import org.tfllmer.jobs.config.JobConfig;
import org.tfllmer.jobs.ingest.ItemArrival;
import org.tfllmer.schemas.Item;

/** Items of both sorts through the embedders that need no network, in a running job. */
@ExtendWith(MiniClusterExtension.class)
class EmbedItemsITCase {

    @Test
    void withoutAnEmbedderItemsPassAsTheyAre() throws Exception {
        Map<String, Item> items = through(JobSettings.smallest());
        assertThat(items.get("text").embedding()).isNull();
        assertThat(items.get("vector").embedding()).hasSize(8);
    }

    @Test
    void hashingGivesEachItemAnEmbeddingAndLeavesThoseThatHaveOneAlone() throws Exception {
        Map<String, Item> items = through(JobSettings.with("items.embedder", "hashing"));
        assertThat(items.get("text").embedding()).hasSize(8);
        assertThat(items.get("text").embeddingModel()).isEqualTo("hashing");
        assertThat(items.get("vector").embedding()).containsOnly(5);
        assertThat(items.get("vector").embeddingModel()).isNull();
    }

    private static Map<String, Item> through(Map<String, String> settings) throws Exception {
        JobConfig config = JobConfig.of(settings);
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(
                new Configuration().set(PipelineOptions.GENERIC_TYPES, false));
        Item vector = new Item("vector", "cup", null, List.of(), new float[] {5, 5, 5, 5, 5, 5, 5, 5}, null, null,
                null, false, 10);
        DataStream<ItemArrival> items = env.fromData(ItemArrival.class, TextItems.item("text", "tea", 10),
                new ItemArrival("vector", vector, null, 10, 1));
        Map<String, Item> out = new HashMap<>();
        EmbedItems.embedded(items, config.embedder(), config.embeddingDimension()).executeAndCollect(10)
                .forEach(arrival -> out.put(arrival.itemId(), arrival.version()));
        return out;
    }
}
