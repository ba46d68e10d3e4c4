/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.app.solve;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.tfllmer.tensors.Float32Matrix;
import org.tfllmer.tensors.NpyWriter;

/**
 * A data set of two shelves whose embeddings do not tell them apart, while each of the users stays with one shelf. Its
 * one impression belongs to the other.
 */
public final class SmallMarket {

    public static final int ITEMS = 24;
    public static final int EMBEDDING_LENGTH = 6;
    public static final int USERS = 30;
    public static final int INTERACTIONS_EACH = 5;

    private SmallMarket() {}

    public static Path in(Path parent) throws IOException {
        Path folder = Files.createDirectories(parent.resolve("market"));
        StringBuilder items = new StringBuilder();
        for (int item = 0; item < ITEMS; item++) {
            items.append("{\"item\": ").append(item).append(", \"title\": \"Item ").append(item).append("\"}\n");
        }
        Files.writeString(folder.resolve("items.jsonl"), items);
        Files.writeString(folder.resolve("interactions.csv"), interactions());
        try (OutputStream out = Files.newOutputStream(folder.resolve("item_embeddings.npy"))) {
            NpyWriter.write(embeddings(), out);
        }
        return folder;
    }

    private static String interactions() {
        Random random = new Random(1);
        StringBuilder lines = new StringBuilder("user,item,timestamp,type\n0,23,1,impression\n");
        for (int turn = 0; turn < INTERACTIONS_EACH; turn++) {
            for (int user = 0; user < USERS; user++) {
                int item = user % 2 * ITEMS / 2 + random.nextInt(ITEMS / 2);
                lines.append(user).append(',').append(item).append(',').append(2 + turn).append(",view\n");
            }
        }
        return lines.toString();
    }

    private static Float32Matrix embeddings() {
        Random random = new Random(2);
        float[] values = new float[ITEMS * EMBEDDING_LENGTH];
        for (int at = 0; at < values.length; at++) {
            values[at] = (float) random.nextGaussian();
        }
        return new Float32Matrix(ITEMS, EMBEDDING_LENGTH, values);
    }
}
