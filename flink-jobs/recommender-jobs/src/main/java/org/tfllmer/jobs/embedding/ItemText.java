/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.embedding;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.tfllmer.schemas.Item;

/** The text of an item that an embedder reads: title, text and categories, a line each. */
final class ItemText {

    private ItemText() {}

    static String of(Item item) {
        StringBuilder text = new StringBuilder(item.title());
        if (item.text() != null) {
            text.append('\n').append(item.text());
        }
        if (!item.categories().isEmpty()) {
            text.append('\n').append(String.join(", ", item.categories()));
        }
        return text.toString();
    }

    /** SHA-256 of a text and of who embeds it: what an embedding is remembered by. */
    static String key(String model, String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(model.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256", impossible);
        }
    }
}
