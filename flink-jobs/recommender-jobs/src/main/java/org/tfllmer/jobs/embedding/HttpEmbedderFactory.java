/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.embedding;

import org.tfllmer.embedding.Embedder;
import org.tfllmer.embedding.HttpEmbedder;
import org.tfllmer.jobs.config.EmbedderOptions;

/** Takes the key from the environment of the task manager, so that it is in no configuration and no log. */
record HttpEmbedderFactory(EmbedderOptions options) implements EmbedderFactory {

    @Override
    public Embedder open() {
        return new HttpEmbedder(options.http(), options.keyVariable() == null ? null : key());
    }

    private String key() {
        String key = System.getenv(options.keyVariable());
        if (key == null || key.isBlank()) {
            throw new IllegalStateException("items.embedder.key-variable names " + options.keyVariable()
                    + ", which is not set in the environment of this task manager");
        }
        return key.trim();
    }
}
