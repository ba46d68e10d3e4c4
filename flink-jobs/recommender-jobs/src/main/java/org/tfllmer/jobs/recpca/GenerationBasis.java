/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.recpca;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tfllmer.jobs.snapshots.SnapshotStore;
import org.tfllmer.recpca.Basis;
import org.tfllmer.recpca.BasisTensors;
import org.tfllmer.schemas.Generation;
import org.tfllmer.schemas.SnapshotFile;
import org.tfllmer.tensors.NamedTensors;
import org.tfllmer.tensors.TensorType;

/** The basis of one generation, and which language-model embeddings it was made from. */
final class GenerationBasis {

    private GenerationBasis() {}

    /** @throws IOException if the generation has no such file, or the file is not the one announced */
    static Basis read(SnapshotStore store, Generation generation) throws IOException {
        return BasisTensors.read(store.read(GenerationFiles.of(generation, GenerationWriter.BASIS)));
    }

    /** Each item of the generation with the fingerprint of the embedding it was solved with. */
    static Map<String, Long> fingerprints(SnapshotStore store, Generation generation) throws IOException {
        SnapshotFile announced = GenerationFiles.of(generation, GenerationWriter.ITEM_FINGERPRINTS);
        NamedTensors file = store.read(announced);
        List<String> items = file.strings("items");
        long[] values = file.tensor("fingerprints", TensorType.I64, items.size()).longs();
        Map<String, Long> fingerprints = new HashMap<>();
        for (int i = 0; i < values.length; i++) {
            fingerprints.put(items.get(i), values[i]);
        }
        return fingerprints;
    }
}
