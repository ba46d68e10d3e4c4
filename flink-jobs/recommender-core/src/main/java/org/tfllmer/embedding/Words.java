/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.embedding;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Splits a text into words: runs of letters and digits of any script, in lower case. */
final class Words {

    private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{M}\\p{Nd}]+");

    private Words() {}

    static List<String> of(String text) {
        List<String> words = new ArrayList<>(List.of(BETWEEN.split(text.toLowerCase(Locale.ROOT))));
        words.removeIf(String::isEmpty);
        return words;
    }

    /** 64 well mixed bits of a word, the same on every machine. */
    static long hash(String word) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < word.length(); i++) {
            hash = (hash ^ word.charAt(i)) * 0x100000001b3L;
        }
        hash ^= hash >>> 33;
        hash *= 0xff51afd7ed558ccdL;
        return hash ^ hash >>> 33;
    }
}
