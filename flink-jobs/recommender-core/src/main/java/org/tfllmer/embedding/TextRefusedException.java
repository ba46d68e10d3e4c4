/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.embedding;

/** A text has no embedding, and asking again would not change that. */
public final class TextRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public TextRefusedException(String message) {
        super(message);
    }
}
