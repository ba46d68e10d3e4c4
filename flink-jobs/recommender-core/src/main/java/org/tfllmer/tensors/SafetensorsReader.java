/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.tensors;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Reads a safetensors file of the types of {@link TensorType}. Refuses one that is not exactly what its header
 * says: its tensors must fill it, one after the other, without a gap or a rest.
 *
 * <pre>
 *   8 bytes   length N of the header, lowest byte first, at most 100 million
 *   N bytes   JSON: name → dtype, shape, data_offsets; __metadata__ → texts; spaces may follow
 *   the rest  the numbers, lowest byte first, last dimension fastest
 * </pre>
 *
 * Source: github.com/huggingface/safetensors, section Format.
 */
public final class SafetensorsReader {

    private static final long LONGEST_HEADER = 100_000_000;

    private final String file;
    private final long length;
    private final LittleEndianInput in;

    private SafetensorsReader(InputStream in, String file, long length) {
        this.in = new LittleEndianInput(in);
        this.file = file;
        this.length = length;
    }

    /** @throws TensorFormatException if the file is broken; the message names it and the tensor */
    public static NamedTensors read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return read(in, file.toString(), Files.size(file));
        }
    }

    /**
     * Reads from {@code in} exactly {@code length} bytes, and leaves it open.
     *
     * @param file   named in messages
     * @param length of the whole file in bytes: nothing is allocated that it could not hold
     * @throws TensorFormatException if the file is broken; the message names it and the tensor
     */
    public static NamedTensors read(InputStream in, String file, long length) throws IOException {
        try {
            return new SafetensorsReader(in, file, length).read();
        } catch (EOFException truncated) {
            throw new TensorFormatException(file, "the header " + truncated.getMessage(), truncated);
        }
    }

    private NamedTensors read() throws IOException {
        SafetensorsHeader header = header();
        NamedTensors.Builder tensors = NamedTensors.builder();
        header.metadata().forEach(tensors::metadata);
        for (SafetensorsEntry entry : header.entries()) {
            tensors.add(entry.name(), tensor(entry));
        }
        return tensors.build();
    }

    private SafetensorsHeader header() throws IOException {
        if (length < Long.BYTES) {
            throw new TensorFormatException(file, "it is no safetensors file: it has only " + length + " bytes");
        }
        long headerLength = headerLength();
        byte[] json = json((int) headerLength);
        SafetensorsHeader header = SafetensorsHeader.parse(file, json);
        long expected = Long.BYTES + headerLength + header.dataBytes();
        if (length != expected) {
            throw new TensorFormatException(
                    file, "the file has " + length + " bytes, its header describes " + expected);
        }
        return header;
    }

    private long headerLength() throws IOException {
        long headerLength = in.longs(1)[0];
        if (headerLength < 0 || headerLength > LONGEST_HEADER) {
            throw new TensorFormatException(file, "it is no safetensors file: its header would be "
                    + Long.toUnsignedString(headerLength) + " bytes long, more than " + LONGEST_HEADER);
        }
        if (headerLength > length - Long.BYTES) {
            throw new TensorFormatException(
                    file, "the header claims to be " + headerLength + " bytes long, the file has " + length);
        }
        return headerLength;
    }

    private byte[] json(int headerLength) throws IOException {
        byte[] json = in.bytes(headerLength);
        if (headerLength == 0 || json[0] != '{') {
            throw new TensorFormatException(file, "the header does not begin with {");
        }
        return json;
    }

    private Tensor tensor(SafetensorsEntry entry) throws IOException {
        int size = entry.size();
        int[] shape = entry.shape();
        try {
            return switch (entry.type()) {
                case F64 -> Tensor.of(in.doubles(size), shape);
                case I64 -> Tensor.of(in.longs(size), shape);
                case F32 -> Tensor.of(in.floats(size), shape);
                case I32 -> Tensor.of(in.ints(size), shape);
                case F16 -> Tensor.ofHalves(in.shorts(size), shape);
                case U8 -> Tensor.of(in.bytes(size), shape);
            };
        } catch (EOFException truncated) {
            throw new TensorFormatException(
                    file, "tensor '" + entry.name() + "': the data " + truncated.getMessage(), truncated);
        }
    }
}
