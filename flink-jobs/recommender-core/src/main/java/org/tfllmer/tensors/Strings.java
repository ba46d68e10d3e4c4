/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.tensors;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A list of texts as two arrays.
 *
 * @param bytes   all texts in UTF-8, one after the other
 * @param offsets where each begins, and at last where the last one ends
 */
record Strings(byte[] bytes, long[] offsets) {

    static String bytesName(String name) {
        return name + ".bytes";
    }

    static String offsetsName(String name) {
        return name + ".offsets";
    }

    /** @throws IllegalArgumentException if a text has an unpaired surrogate, which UTF-8 cannot hold */
    static Strings encode(List<String> texts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        long[] offsets = new long[texts.size() + 1];
        for (int i = 0; i < texts.size(); i++) {
            ByteBuffer text = encode(texts.get(i));
            bytes.write(text.array(), 0, text.limit());
            offsets[i + 1] = bytes.size();
        }
        return new Strings(bytes.toByteArray(), offsets);
    }

    /** @throws IllegalArgumentException if the offsets do not divide the bytes */
    static List<String> decode(byte[] bytes, long[] offsets) throws CharacterCodingException {
        if (offsets.length == 0 || offsets[0] != 0 || offsets[offsets.length - 1] != bytes.length) {
            throw new IllegalArgumentException("the offsets must go from 0 to " + bytes.length);
        }
        List<String> texts = new ArrayList<>(offsets.length - 1);
        for (int i = 0; i + 1 < offsets.length; i++) {
            texts.add(decode(bytes, i, offsets[i], offsets[i + 1]));
        }
        return List.copyOf(texts);
    }

    private static ByteBuffer encode(String text) {
        try {
            return StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
        } catch (CharacterCodingException unpaired) {
            throw new IllegalArgumentException("A text has an unpaired surrogate: " + text, unpaired);
        }
    }

    private static String decode(byte[] bytes, int number, long from, long to) throws CharacterCodingException {
        if (from > to || to > bytes.length) {
            throw new IllegalArgumentException("text " + number + " cannot go from " + from + " to " + to);
        }
        ByteBuffer text = ByteBuffer.wrap(bytes, (int) from, (int) (to - from));
        return StandardCharsets.UTF_8.newDecoder().decode(text).toString();
    }
}
