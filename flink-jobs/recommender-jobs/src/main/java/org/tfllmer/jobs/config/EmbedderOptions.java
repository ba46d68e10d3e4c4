/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.config;

import java.io.Serializable;
import java.time.Duration;
import org.tfllmer.embedding.HttpEmbedderOptions;

/**
 * How items without a language-model embedding get one.
 *
 * @param http           null unless the kind is {@link EmbedderKind#HTTP}
 * @param keyVariable    environment variable that holds the endpoint's key, or null if it needs none
 * @param cacheRetention how long an embedding is kept after its text was last seen
 */
public record EmbedderOptions(
        EmbedderKind kind, HttpEmbedderOptions http, String keyVariable, Duration cacheRetention)
        implements Serializable {

    public EmbedderOptions {
        Checks.positive(JobOptions.EMBEDDER_CACHE_RETENTION, cacheRetention);
        if (kind == EmbedderKind.HTTP) {
            Checks.atLeast(1, JobOptions.EMBEDDER_BATCH_SIZE, http.batchSize());
            Checks.atLeast(1, JobOptions.EMBEDDER_ATTEMPTS, http.attempts());
            Checks.notNegative(JobOptions.EMBEDDER_LINGER, http.linger());
            Checks.positive(JobOptions.EMBEDDER_TIMEOUT, http.timeout());
            if (!(http.requestsPerSecond() > 0)) { // refuses NaN too
                throw new IllegalArgumentException(JobOptions.EMBEDDER_RATE.key() + " must be more than 0, was "
                        + http.requestsPerSecond());
            }
        }
    }

    /** Names the maker of the embeddings, so that another one's are never taken for them. */
    public String model() {
        return kind == EmbedderKind.HTTP ? http.model() : kind.text();
    }
}
