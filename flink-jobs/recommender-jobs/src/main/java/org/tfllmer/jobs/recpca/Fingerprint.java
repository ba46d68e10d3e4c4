/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.recpca;

/** A number that tells one language-model embedding from another: equal vectors, equal numbers. */
final class Fingerprint {

    private static final long START = 0xcbf29ce484222325L;
    private static final long GOLDEN = 0x9e3779b97f4a7c15L;

    private Fingerprint() {}

    static long of(float[] embedding) {
        return of(embedding, 0, embedding.length);
    }

    /** Of the part of an array that is one item's row. */
    static long of(float[] values, int from, int length) {
        long mixed = START;
        for (int at = from; at < from + length; at++) {
            mixed = (mixed ^ Float.floatToIntBits(values[at])) * GOLDEN;
            mixed ^= mixed >>> 29;
        }
        return mixed;
    }
}
