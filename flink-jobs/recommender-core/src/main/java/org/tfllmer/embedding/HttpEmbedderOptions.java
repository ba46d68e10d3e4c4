/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.embedding;

import java.io.Serializable;
import java.net.URI;
import java.time.Duration;

/**
 * How an OpenAI-compatible endpoint is asked.
 *
 * @param endpoint          for example {@code https://api.openai.com/v1/embeddings}
 * @param model             named in each request
 * @param dimension         D, how long each embedding must be
 * @param batchSize         most texts to a request
 * @param linger            how long a text waits for others to share its request
 * @param requestsPerSecond of one embedder, retries included
 * @param timeout           of one request
 * @param attempts          for each request, the first included
 * @param firstPause        before the second attempt; it doubles with each
 * @param longestPause      between two attempts, whatever the server asks for
 */
public record HttpEmbedderOptions(URI endpoint, String model, int dimension, int batchSize, Duration linger,
        double requestsPerSecond, Duration timeout, int attempts, Duration firstPause, Duration longestPause)
        implements Serializable {}
