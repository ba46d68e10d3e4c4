/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.embedding;

import java.util.concurrent.CompletableFuture;

/** Makes language-model embeddings of texts. Safe for use by several threads. */
public interface Embedder extends AutoCloseable {

    /**
     * The embedding of one text; several that are asked for at about the same time may share a request.
     *
     * @return fails with {@link TextRefusedException} if asking again is of no use, with another exception if it may be
     */
    CompletableFuture<float[]> embed(String text);

    @Override
    void close();
}
