/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.dataset;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedOutputStream;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.tfllmer.tensors.FloatMatrix;
import org.tfllmer.tensors.NpyWriter;

/** Writes a data set's folder under a temporary name, and renames it when it is whole. */
public final class DatasetWriter {

    private static final ObjectMapper JSON = new ObjectMapper();

    private DatasetWriter() {}

    /**
     * @param items        in the order of the embeddings' rows
     * @param interactions in the order of time
     * @param embeddings   null for none
     */
    public static void write(Path folder, List<RawItem> items, List<RawInteraction> interactions,
            FloatMatrix embeddings) throws IOException {
        Path parent = folder.toAbsolutePath().getParent();
        Files.createDirectories(parent);
        Path part = Files.createTempDirectory(parent, folder.getFileName() + ".part");
        try (Writer out = Files.newBufferedWriter(part.resolve("items.jsonl"))) {
            for (RawItem item : items) {
                out.append(json(item)).append('\n');
            }
        }
        try (BufferedWriter out = Files.newBufferedWriter(part.resolve("interactions.csv"))) {
            out.append("user,item,timestamp,type\n");
            for (RawInteraction interaction : interactions) {
                out.append(quoted(interaction.user())).append(',').append(quoted(interaction.item())).append(',')
                        .append(Long.toString(interaction.seconds())).append(',').append(interaction.type())
                        .append('\n');
            }
        }
        if (embeddings != null) {
            try (OutputStream out =
                    new BufferedOutputStream(Files.newOutputStream(part.resolve("item_embeddings.npy")))) {
                NpyWriter.write(embeddings, out);
            }
        }
        Files.move(part, folder);
    }

    private static String json(RawItem item) throws IOException {
        ObjectNode fields = JSON.createObjectNode();
        fields.put("item", item.item());
        fields.put("title", item.title());
        if (!item.text().isEmpty()) {
            fields.put("text", item.text());
        }
        if (!item.categories().isEmpty()) {
            item.categories().forEach(fields.putArray("categories")::add);
        }
        return JSON.writeValueAsString(fields);
    }

    private static String quoted(String field) {
        return field.contains(",") || field.startsWith("\"") ? '"' + field.replace("\"", "\"\"") + '"' : field;
    }
}
