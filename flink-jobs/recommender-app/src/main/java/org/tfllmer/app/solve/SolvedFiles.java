/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.app.solve;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.NoSuchElementException;
import org.tfllmer.jobs.snapshots.SnapshotStore;
import org.tfllmer.recpca.Basis;
import org.tfllmer.recpca.BasisTensors;
import org.tfllmer.recpca.Predecessor;
import org.tfllmer.recpca.RecPcaSolution;
import org.tfllmer.recpca.ReducedItems;
import org.tfllmer.schemas.SnapshotFile;
import org.tfllmer.tensors.SafetensorsReader;
import org.tfllmer.tensors.TensorFormatException;

/**
 * The files of a solve in its folder: {@code basis.safetensors} ({@link BasisTensors}) and
 * {@code item_embeddings.safetensors} ({@link ReducedItems}), laid out as those of a generation.
 */
record SolvedFiles(Basis basis, ReducedItems items) {

    private static final String BASIS = "basis.safetensors";
    private static final String ITEMS = "item_embeddings.safetensors";

    static SolvedFiles of(List<String> items, RecPcaSolution solution) {
        return new SolvedFiles(solution.basis(), new ReducedItems(items, solution.items()));
    }

    /** @throws IllegalArgumentException if the folder does not hold a solve */
    static SolvedFiles read(Path folder) throws IOException {
        try {
            return new SolvedFiles(BasisTensors.read(SafetensorsReader.read(folder.resolve(BASIS))),
                    ReducedItems.read(SafetensorsReader.read(folder.resolve(ITEMS))));
        } catch (NoSuchFileException missing) {
            throw new IllegalArgumentException(
                    "--previous must be the folder of an earlier solve, there is no " + missing.getMessage(), missing);
        } catch (NoSuchElementException | IllegalArgumentException | TensorFormatException other) {
            throw new IllegalArgumentException(
                    "--previous must be the folder of an earlier solve, was " + folder + ": " + other.getMessage(),
                    other);
        }
    }

    /** Each file is complete or absent. */
    List<SnapshotFile> write(Path folder) throws IOException {
        SnapshotStore store = new SnapshotStore(folder.toUri().toString());
        return List.of(store.write("basis", BASIS, BasisTensors.of(basis)),
                store.write("item-embeddings", ITEMS, items.tensors()));
    }

    /** @throws IllegalArgumentException if a solve of that shape cannot start from this one */
    Predecessor predecessorOf(List<String> later, int dimension, int embeddingLength) {
        if (basis.dimension() != dimension || basis.embeddingLength() != embeddingLength) {
            throw new IllegalArgumentException("--previous reduces from " + basis.embeddingLength() + " to "
                    + basis.dimension() + " components, this solve from " + embeddingLength + " to " + dimension);
        }
        return new Predecessor(basis, items.vectors(), items.indicesOf(later));
    }
}
