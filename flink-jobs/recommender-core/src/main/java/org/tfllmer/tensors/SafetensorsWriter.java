/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.tensors;

import java.io.IOException;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Writes a safetensors file; see {@link SafetensorsReader} for the format. The same tensors, added in the same order,
 * give the same bytes. Values of eight bytes come first, of one byte last: so every tensor is aligned for a reader
 * that maps the file into memory.
 */
public final class SafetensorsWriter {

    private SafetensorsWriter() {}

    /** Writes through one small buffer, and leaves {@code out} open. */
    public static WrittenFile write(NamedTensors tensors, OutputStream out) throws IOException {
        SafetensorsHeader header = SafetensorsHeader.of(tensors);
        byte[] json = padded(header.json());
        DigestOutputStream digested = new DigestOutputStream(out, sha256());
        LittleEndianOutput values = new LittleEndianOutput(digested);
        values.longs(json.length);
        values.bytes(json);
        for (SafetensorsEntry entry : header.entries()) {
            write(tensors.tensor(entry.name()), values);
        }
        digested.flush();
        String sha256 = HexFormat.of().formatHex(digested.getMessageDigest().digest());
        return new WrittenFile(Long.BYTES + json.length + header.dataBytes(), sha256);
    }

    private static void write(Tensor tensor, LittleEndianOutput values) throws IOException {
        switch (tensor.type()) {
            case F64 -> values.doubles(tensor.doubles());
            case I64 -> values.longs(tensor.longs());
            case F32 -> values.floats(tensor.floats());
            case I32 -> values.ints(tensor.ints());
            case F16 -> values.shorts(tensor.halves());
            case U8 -> values.bytes(tensor.bytes());
        }
    }

    private static byte[] padded(byte[] json) {
        int padding = -json.length & (Long.BYTES - 1);
        byte[] padded = Arrays.copyOf(json, json.length + padding);
        Arrays.fill(padded, json.length, padded.length, (byte) ' ');
        return padded;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256", impossible);
        }
    }
}
