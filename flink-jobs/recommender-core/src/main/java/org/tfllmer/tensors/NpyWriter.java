/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.tensors;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Writes a matrix as {@code .npy} format 1.0, byte for byte as {@code numpy.save} does:
 * a {@link Float16Matrix} as float16, any other as float32.
 */
public final class NpyWriter {

    private static final byte[] MAGIC_AND_VERSION = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};
    /** Spaces fill the header up to a multiple of this, so that the array can be mapped into memory. */
    private static final int ALIGNMENT = 64;

    private NpyWriter() {}

    /** Leaves {@code out} open. */
    public static void write(FloatMatrix matrix, OutputStream out) throws IOException {
        LittleEndianOutput values = new LittleEndianOutput(out);
        String type = matrix instanceof Float16Matrix ? "<f2" : "<f4";
        writeHeader(new NpyHeader(type, false, new long[] {matrix.rows(), matrix.columns()}), values);
        if (matrix instanceof Float16Matrix halves) {
            values.shorts(halves.bits());
        } else {
            writeRows(matrix, values);
        }
    }

    private static void writeHeader(NpyHeader header, LittleEndianOutput out) throws IOException {
        String text = header.text();
        int before = MAGIC_AND_VERSION.length + Short.BYTES;
        int padding = ALIGNMENT - 1 - (before + text.length()) % ALIGNMENT;
        byte[] padded = (text + " ".repeat(padding) + "\n").getBytes(StandardCharsets.ISO_8859_1);
        out.bytes(MAGIC_AND_VERSION);
        out.shorts((short) padded.length);
        out.bytes(padded);
    }

    private static void writeRows(FloatMatrix matrix, LittleEndianOutput out) throws IOException {
        float[] row = new float[matrix.columns()];
        for (int i = 0; i < matrix.rows(); i++) {
            matrix.read(i, 1, row);
            out.floats(row);
        }
    }
}
