/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.schemas;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * One version of a catalogue item. A record without a value on the topic removes the item.
 *
 * @param text           what an embedder reads beside the title, or null
 * @param embedding      language-model embedding, D long, or null while there is none
 * @param embeddingModel which model made it, or null
 * @param availableFrom  from when it may be recommended, milliseconds since 1970 UTC, or null for always
 * @param availableUntil until when, exclusive, or null for always
 * @param hidden         true keeps it out of every recommendation
 * @param eventTime      from when this version holds, milliseconds since 1970 UTC
 */
public record Item(
        String itemId,
        String title,
        String text,
        List<String> categories,
        float[] embedding,
        String embeddingModel,
        Long availableFrom,
        Long availableUntil,
        boolean hidden,
        long eventTime) {

    /** Two items are equal if their embeddings hold the same numbers. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Item item
                && Objects.equals(itemId, item.itemId)
                && Objects.equals(title, item.title)
                && Objects.equals(text, item.text)
                && Objects.equals(categories, item.categories)
                && Arrays.equals(embedding, item.embedding)
                && Objects.equals(embeddingModel, item.embeddingModel)
                && Objects.equals(availableFrom, item.availableFrom)
                && Objects.equals(availableUntil, item.availableUntil)
                && hidden == item.hidden
                && eventTime == item.eventTime;
    }

    @Override
    public int hashCode() {
        return Objects.hash(itemId, eventTime, Arrays.hashCode(embedding));
    }
}
