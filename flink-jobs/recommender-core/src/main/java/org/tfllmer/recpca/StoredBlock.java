/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.recpca;

import org.bytedeco.javacpp.FloatPointer;

/** Some rows of the embeddings as they are stored, neither scaled nor centred, outside the Java heap; close after use. */
final class StoredBlock implements AutoCloseable {

    private final EmbeddingRows rows;
    private final float[] read;
    private final FloatPointer values;

    StoredBlock(EmbeddingRows rows) {
        this.rows = rows;
        this.read = new float[EmbeddingRows.BLOCK * rows.columns()];
        this.values = new FloatPointer((long) read.length);
    }

    /** Overwrites the block with the rows from {@code first} on; how many there were. */
    int load(int first) {
        int count = Math.min(EmbeddingRows.BLOCK, rows.rows() - first);
        rows.readStored(first, count, read);
        values.put(read, 0, count * rows.columns());
        return count;
    }

    /** Row after row. */
    FloatPointer values() {
        return values;
    }

    @Override
    public void close() {
        values.close();
    }
}
