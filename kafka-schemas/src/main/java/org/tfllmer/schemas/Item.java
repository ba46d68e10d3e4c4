/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.schemas;

import java.util.List;

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
        long eventTime) {}
