/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.config;

import java.util.Locale;

/** Where an item's language-model embedding comes from if its record has none. */
public enum EmbedderKind {
    /** From a later record; until then the item waits. */
    NONE,
    /** From an OpenAI-compatible endpoint. */
    HTTP,
    /** From the words of its text. */
    HASHING;

    /** How the option's value is written. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
