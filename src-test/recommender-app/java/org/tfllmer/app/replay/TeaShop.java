/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.app.replay;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.tfllmer.dataset.DatasetFolder;
import org.tfllmer.tensors.Float32Matrix;
import org.tfllmer.tensors.NpyWriter;

/** A data set of four items, and of interactions that a test chooses. */
final class TeaShop {

    private static final List<String> ITEMS = List.of(
            "{'item': 'assam', 'title': 'Malty Assam', 'categories': ['tea'], 'text': 'For milk.'}",
            "{'item': 'sencha', 'title': 'Green Sencha'}",
            "{'item': 'kettle', 'title': 'Kettle', 'available_from': 150}",
            "{'item': 'dust', 'title': 'Nobody wants it'}");

    private static final float[] EMBEDDINGS = {1, 2, 3, 4, 5, 6, 7, 8};

    private TeaShop() {}

    /** @param interactions lines of user, item and seconds */
    static ReplayData in(Path parent, String... interactions) throws IOException {
        Path folder = Files.createDirectories(parent.resolve("tea-shop"));
        Files.writeString(folder.resolve("items.jsonl"), String.join("\n", ITEMS).replace('\'', '"'));
        Files.writeString(
                folder.resolve("interactions.csv"), "user,item,timestamp\n" + String.join("\n", interactions));
        try (OutputStream embeddings = Files.newOutputStream(folder.resolve("item_embeddings.npy"))) {
            NpyWriter.write(new Float32Matrix(ITEMS.size(), 2, EMBEDDINGS), embeddings);
        }
        return ReplayData.read(DatasetFolder.open(folder), Optional.empty());
    }
}
