/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.tensors;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Reads a matrix from NumPy's {@code .npy} format, versions 1.0 and 2.0: two dimensions, C order, little-endian.
 * float16 stays in half precision, float32 stays as it is, float64 is rounded to float32.
 * Source: NumPy's documentation, {@code numpy.lib.format}.
 */
public final class NpyReader {

    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    /** NumPy's own limit is 10,000, as a longer one could only be meant to harm. */
    private static final int LONGEST_HEADER = 1 << 20;

    private final String file;
    private final LittleEndianInput in;
    private long bytesRead;

    private NpyReader(String file, InputStream in) {
        this.file = file;
        this.in = new LittleEndianInput(in);
    }

    /** @throws TensorFormatException if the file holds anything but such a matrix; the message says what it holds */
    public static FloatMatrix read(Path file) throws IOException {
        String name = file.toString();
        try (InputStream in = Files.newInputStream(file)) {
            return new NpyReader(name, in).matrix(Files.size(file));
        } catch (EOFException truncated) {
            throw new TensorFormatException(name, "the file is truncated in its header", truncated);
        }
    }

    private FloatMatrix matrix(long fileBytes) throws IOException {
        NpyHeader header = header();
        if (header.fortranOrder()) {
            throw new TensorFormatException(
                    file, "the array lies in Fortran order; save it with numpy.ascontiguousarray");
        }
        if (header.shape().length != 2) {
            throw new TensorFormatException(
                    file, "a matrix has two dimensions, the array's shape is " + Arrays.toString(header.shape()));
        }
        int width = width(header.type());
        int values = values(header.shape());
        checkLength(fileBytes, bytesRead + (long) values * width);
        int rows = (int) header.shape()[0];
        int columns = (int) header.shape()[1];
        return switch (width) {
            case Short.BYTES -> new Float16Matrix(rows, columns, in.shorts(values));
            case Float.BYTES -> new Float32Matrix(rows, columns, in.floats(values));
            default -> new Float32Matrix(rows, columns, rounded(in.doubles(values)));
        };
    }

    private NpyHeader header() throws IOException {
        if (!Arrays.equals(bytes(MAGIC.length), MAGIC)) {
            throw new TensorFormatException(file, "it is no .npy file: it does not begin with \\x93NUMPY");
        }
        byte[] version = bytes(2);
        int lengthBytes = switch (version[0]) {
            case 1 -> Short.BYTES;
            case 2 -> Integer.BYTES;
            default -> throw new TensorFormatException(
                    file, "format version " + version[0] + "." + version[1] + ", only 1.0 and 2.0 are read");
        };
        int length = headerLength(bytes(lengthBytes));
        return NpyHeader.parse(file, new String(bytes(length), StandardCharsets.ISO_8859_1));
    }

    private int headerLength(byte[] lowestFirst) throws IOException {
        long length = 0;
        for (int i = lowestFirst.length - 1; i >= 0; i--) {
            length = length << 8 | lowestFirst[i] & 0xff;
        }
        if (length > LONGEST_HEADER) {
            throw new TensorFormatException(file, "its header claims to be " + length + " bytes long");
        }
        return (int) length;
    }

    private int width(String type) throws IOException {
        if (type.startsWith(">")) {
            throw new TensorFormatException(
                    file, "the numbers are big-endian (" + type + "), only little-endian is read");
        }
        return switch (type) {
            case "<f2" -> Short.BYTES;
            case "<f4" -> Float.BYTES;
            case "<f8" -> Double.BYTES;
            default -> throw new TensorFormatException(
                    file, "the numbers are of type " + type + ", only <f2, <f4 and <f8 are read");
        };
    }

    private int values(long[] shape) throws IOException {
        try {
            Math.toIntExact(shape[0]);
            Math.toIntExact(shape[1]);
            return Math.toIntExact(Math.multiplyExact(shape[0], shape[1]));
        } catch (ArithmeticException tooLarge) {
            throw new TensorFormatException(
                    file, "shape " + Arrays.toString(shape) + " is more than one array holds", tooLarge);
        }
    }

    private void checkLength(long actual, long expected) throws IOException {
        if (actual < expected) {
            throw new TensorFormatException(
                    file, "the file is truncated: it has " + actual + " bytes, its header asks for " + expected);
        }
        if (actual > expected) {
            throw new TensorFormatException(
                    file, (actual - expected) + " bytes follow the array that its header describes");
        }
    }

    private byte[] bytes(int count) throws IOException {
        bytesRead += count;
        return in.bytes(count);
    }

    private static float[] rounded(double[] values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }
}
