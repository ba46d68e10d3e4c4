/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.embedding;

import java.util.List;

/** The text of an item that an embedder reads: title, text and categories, a line each. */
public final class EmbeddedText {

    private EmbeddedText() {}

    /** @param text null or empty if the item has none */
    public static String of(String title, String text, List<String> categories) {
        StringBuilder all = new StringBuilder(title);
        if (text != null && !text.isEmpty()) {
            all.append('\n').append(text);
        }
        if (!categories.isEmpty()) {
            all.append('\n').append(String.join(", ", categories));
        }
        return all.toString();
    }
}
