/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.tensors;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Reads arrays of numbers, lowest byte first, through one small buffer. Leaves the stream open. */
final class LittleEndianInput {

    private static final int CHUNK_BYTES = 1 << 16;

    private final InputStream in;
    private final ByteBuffer chunk = ByteBuffer.allocate(CHUNK_BYTES).order(ByteOrder.LITTLE_ENDIAN);

    LittleEndianInput(InputStream in) {
        this.in = in;
    }

    byte[] bytes(int count) throws IOException {
        byte[] values = new byte[count];
        inChunks(count, Byte.BYTES, (first, length) -> chunk.get(values, first, length));
        return values;
    }

    short[] shorts(int count) throws IOException {
        short[] values = new short[count];
        inChunks(count, Short.BYTES, (first, length) -> chunk.asShortBuffer().get(values, first, length));
        return values;
    }

    int[] ints(int count) throws IOException {
        int[] values = new int[count];
        inChunks(count, Integer.BYTES, (first, length) -> chunk.asIntBuffer().get(values, first, length));
        return values;
    }

    long[] longs(int count) throws IOException {
        long[] values = new long[count];
        inChunks(count, Long.BYTES, (first, length) -> chunk.asLongBuffer().get(values, first, length));
        return values;
    }

    float[] floats(int count) throws IOException {
        float[] values = new float[count];
        inChunks(count, Float.BYTES, (first, length) -> chunk.asFloatBuffer().get(values, first, length));
        return values;
    }

    double[] doubles(int count) throws IOException {
        double[] values = new double[count];
        inChunks(count, Double.BYTES, (first, length) -> chunk.asDoubleBuffer().get(values, first, length));
        return values;
    }

    private void inChunks(int count, int width, ChunkTarget target) throws IOException {
        int most = CHUNK_BYTES / width;
        for (int first = 0; first < count; first += most) {
            int length = Math.min(most, count - first);
            readChunk(length * width);
            target.take(first, length);
        }
    }

    private void readChunk(int length) throws IOException {
        int got = in.readNBytes(chunk.array(), 0, length);
        if (got < length) {
            throw new EOFException("ended " + (length - got) + " bytes early");
        }
        chunk.clear().limit(length);
    }

    /** Takes {@code length} values of the chunk as those from number {@code first} on. */
    private interface ChunkTarget {
        void take(int first, int length);
    }
}
