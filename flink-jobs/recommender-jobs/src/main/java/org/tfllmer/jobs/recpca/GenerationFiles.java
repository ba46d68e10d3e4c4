/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.recpca;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tfllmer.backbone.BackboneFile;
import org.tfllmer.jobs.snapshots.SnapshotStore;
import org.tfllmer.recpca.Basis;
import org.tfllmer.recpca.BasisTensors;
import org.tfllmer.recpca.ReducedItems;
import org.tfllmer.schemas.Generation;
import org.tfllmer.tensors.NamedTensors;
import org.tfllmer.tensors.TensorType;

/**
 * Reads the files of one generation. Each fails with an {@link IOException} if the generation has no such file, or the
 * file is not the one announced.
 */
public final class GenerationFiles {

    /** Role of the file of the backbone. */
    public static final String BACKBONE = "backbone";

    private GenerationFiles() {}

    /** The item embeddings, not normalised. */
    public static ReducedItems items(SnapshotStore store, Generation generation) throws IOException {
        return ReducedItems.read(read(store, generation, GenerationWriter.ITEM_EMBEDDINGS));
    }

    /** The backbone; empty for a generation that was not fine-tuned. */
    public static Optional<BackboneFile> backbone(SnapshotStore store, Generation generation) throws IOException {
        return has(generation, BACKBONE)
                ? Optional.of(BackboneFile.read(read(store, generation, BACKBONE)))
                : Optional.empty();
    }

    private static boolean has(Generation generation, String role) {
        return generation.files().stream().anyMatch(file -> file.role().equals(role));
    }

    static Basis basis(SnapshotStore store, Generation generation) throws IOException {
        return BasisTensors.read(read(store, generation, GenerationWriter.BASIS));
    }

    /** Each item of the generation with the fingerprint of the embedding it was solved with. */
    static Map<String, Long> fingerprints(SnapshotStore store, Generation generation) throws IOException {
        NamedTensors file = read(store, generation, GenerationWriter.ITEM_FINGERPRINTS);
        List<String> items = file.strings("items");
        long[] values = file.tensor("fingerprints", TensorType.I64, items.size()).longs();
        Map<String, Long> fingerprints = new HashMap<>();
        for (int i = 0; i < values.length; i++) {
            fingerprints.put(items.get(i), values[i]);
        }
        return fingerprints;
    }

    private static NamedTensors read(SnapshotStore store, Generation generation, String role) throws IOException {
        return store.read(generation.files().stream()
                .filter(file -> file.role().equals(role))
                .findFirst()
                .orElseThrow(() -> new IOException("Generation " + generation.number() + " of model "
                        + generation.model() + " has no file of role " + role)));
    }
}
