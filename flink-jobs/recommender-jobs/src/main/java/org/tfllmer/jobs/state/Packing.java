/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.state;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Numbers and texts in few bytes: whole numbers in seven bits a byte, lowest first, negative ones by zigzag; texts in
 * UTF-8 after their length.
 */
public final class Packing {

    private Packing() {}

    public static void writeNumber(long number, DataOutputView out) throws IOException {
        long left = number << 1 ^ number >> 63;
        while ((left & ~0x7FL) != 0) {
            out.writeByte((int) (left & 0x7F | 0x80));
            left >>>= 7;
        }
        out.writeByte((int) left);
    }

    public static long readNumber(DataInputView in) throws IOException {
        long bits = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            int next = in.readUnsignedByte();
            bits |= (next & 0x7FL) << shift;
            if ((next & 0x80) == 0) {
                return bits >>> 1 ^ -(bits & 1);
            }
        }
        throw new IOException("A number takes more than 10 bytes");
    }

    public static void writeText(String text, DataOutputView out) throws IOException {
        writeBytes(text.getBytes(UTF_8), out);
    }

    public static String readText(DataInputView in) throws IOException {
        return new String(readBytes(in), UTF_8);
    }

    public static void writeBytes(byte[] bytes, DataOutputView out) throws IOException {
        writeNumber(bytes.length, out);
        out.write(bytes);
    }

    public static byte[] readBytes(DataInputView in) throws IOException {
        byte[] bytes = new byte[Math.toIntExact(readNumber(in))];
        in.readFully(bytes);
        return bytes;
    }
}
