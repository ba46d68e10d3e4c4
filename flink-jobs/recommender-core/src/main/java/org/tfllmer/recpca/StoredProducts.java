/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.recpca;

/**
 * Products with S, the embeddings as they are stored, neither scaled nor centred, and with diag(f), the factors that scale
 * them; block by block, so that S is never copied beyond a block. Close after use.
 */
interface StoredProducts extends AutoCloseable {

    /** S v, n × columns, from v D × columns. */
    double[] times(double[] v, int columns);

    /** Sᵀ diag(f) u, D × columns, from u n × columns. */
    double[] transposedTimes(double[] u, int columns);

    @Override
    void close();
}
