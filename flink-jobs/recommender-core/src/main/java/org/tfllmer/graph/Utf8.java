/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.graph;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Ids as bytes. */
final class Utf8 {

    private Utf8() {}

    static byte[] bytes(String id) {
        return id.getBytes(UTF_8);
    }

    static String text(byte[] bytes, int from, int to) {
        return new String(bytes, from, to - from, UTF_8);
    }
}
