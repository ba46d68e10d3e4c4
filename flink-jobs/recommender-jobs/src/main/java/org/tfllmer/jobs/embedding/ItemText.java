/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.embedding;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.tfllmer.embedding.EmbeddedText;
import org.tfllmer.schemas.Item;

/** What an embedder reads of an item, and what its embedding is remembered by. */
final class ItemText {

    private ItemText() {}

    static String of(Item item) {
        return EmbeddedText.of(item.title(), item.text(), item.categories());
    }

    /** SHA-256 of a text and of who embeds it. */
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
