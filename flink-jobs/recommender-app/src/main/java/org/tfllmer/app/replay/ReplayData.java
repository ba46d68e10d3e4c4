/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.app.replay;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.tfllmer.dataset.CatalogueItem;
import org.tfllmer.dataset.DatasetFolder;
import org.tfllmer.tensors.FloatMatrix;

/**
 * A data set that can be replayed.
 *
 * @param embeddings one row per item, in the order of the folder's items
 */
public record ReplayData(DatasetFolder folder, FloatMatrix embeddings, Timeline timeline) {

    /**
     * Reads the catalogue and the embeddings, and all interactions once.
     *
     * @param embeddingsFile name of another file of embeddings than the usual one
     * @throws IllegalArgumentException if the folder has no embeddings or no interactions
     */
    public static ReplayData read(DatasetFolder folder, Optional<String> embeddingsFile) throws IOException {
        Optional<FloatMatrix> embeddings = embeddingsFile.isPresent()
                ? Optional.of(folder.embeddings(embeddingsFile.get()))
                : folder.embeddings();
        return new ReplayData(
                folder,
                embeddings.orElseThrow(() -> new IllegalArgumentException(
                        "--data has no item_embeddings.npy, and --embeddings names no other file: " + folder.name())),
                Timeline.of(folder));
    }

    /** Title of each item by its id. */
    public Map<String, String> titles() {
        Map<String, String> titles = new HashMap<>();
        for (CatalogueItem item : folder.items()) {
            titles.put(item.id(), item.title());
        }
        return titles;
    }
}
