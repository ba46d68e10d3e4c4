/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.tensors;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Writes arrays of numbers, lowest byte first, through one small buffer. Leaves the stream open. */
final class LittleEndianOutput {

    private static final int CHUNK_BYTES = 1 << 16;

    private final OutputStream out;
    private final ByteBuffer chunk = ByteBuffer.allocate(CHUNK_BYTES).order(ByteOrder.LITTLE_ENDIAN);

    LittleEndianOutput(OutputStream out) {
        this.out = out;
    }

    void bytes(byte... values) throws IOException {
        out.write(values);
    }

    void shorts(short... values) throws IOException {
        inChunks(values.length, Short.BYTES, (first, length) -> chunk.asShortBuffer().put(values, first, length));
    }

    void ints(int... values) throws IOException {
        inChunks(values.length, Integer.BYTES, (first, length) -> chunk.asIntBuffer().put(values, first, length));
    }

    void longs(long... values) throws IOException {
        inChunks(values.length, Long.BYTES, (first, length) -> chunk.asLongBuffer().put(values, first, length));
    }

    void floats(float... values) throws IOException {
        inChunks(values.length, Float.BYTES, (first, length) -> chunk.asFloatBuffer().put(values, first, length));
    }

    void doubles(double... values) throws IOException {
        inChunks(values.length, Double.BYTES, (first, length) -> chunk.asDoubleBuffer().put(values, first, length));
    }

    private void inChunks(int count, int width, ChunkSource source) throws IOException {
        int most = CHUNK_BYTES / width;
        for (int first = 0; first < count; first += most) {
            int length = Math.min(most, count - first);
            source.put(first, length);
            out.write(chunk.array(), 0, length * width);
        }
    }

    /** Puts {@code length} values, from number {@code first} on, at the start of the chunk. */
    private interface ChunkSource {
        void put(int first, int length);
    }
}
