/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.embedding;

import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.tfllmer.jobs.config.EmbedderOptions;
import org.tfllmer.jobs.ingest.ItemArrival;

/**
 * Gives embeddings to the items that come without one, by the option {@code items.embedder}. All others pass by: an
 * item may so be overtaken by its own next version, which the readers of the stream tell by event time and offset.
 */
public final class EmbedItems {

    private EmbedItems() {}

    public static DataStream<ItemArrival> embedded(
            DataStream<ItemArrival> items, EmbedderOptions options, int dimension) {
        return switch (options.kind()) {
            case NONE -> items;
            case HTTP -> complete(items).union(byText(items, options.model())
                    .process(new AskEmbedder(
                            new HttpEmbedderFactory(options), options.model(), options.cacheRetention()))
                    .uid(AskEmbedder.UID)
                    .name(AskEmbedder.UID));
            case HASHING -> complete(items).union(byText(items, options.model())
                    .process(new HashItemWords(dimension, options.model(), options.cacheRetention()))
                    .uid(HashItemWords.UID)
                    .name(HashItemWords.UID)
                    .setParallelism(1));
        };
    }

    private static DataStream<ItemArrival> complete(DataStream<ItemArrival> items) {
        return items.filter(item -> !item.lacksEmbedding())
                .uid("items-as-they-are")
                .setParallelism(items.getParallelism());
    }

    private static KeyedStream<ItemArrival, String> byText(DataStream<ItemArrival> items, String model) {
        return items.filter(ItemArrival::lacksEmbedding)
                .uid("items-to-embed")
                .setParallelism(items.getParallelism())
                .keyBy(item -> ItemText.key(model, ItemText.of(item.version())));
    }
}
