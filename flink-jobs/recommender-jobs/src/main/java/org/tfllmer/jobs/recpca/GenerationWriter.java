/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.recpca;

import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.tfllmer.jobs.config.SolveMeasure;
import org.tfllmer.jobs.snapshots.SnapshotStore;
import org.tfllmer.recpca.BasisTensors;
import org.tfllmer.recpca.RecPcaSolution;
import org.tfllmer.recpca.ReducedItems;
import org.tfllmer.schemas.Generation;
import org.tfllmer.schemas.GenerationState;
import org.tfllmer.schemas.SnapshotFile;
import org.tfllmer.tensors.NamedTensors;
import org.tfllmer.tensors.Tensor;

/**
 * Writes a solution into the snapshot store and makes the record that announces it:
 * <pre>
 *   basis.safetensors             {@link BasisTensors}
 *   item_embeddings.safetensors   {@link ReducedItems}
 *   item_fingerprints.safetensors items (texts), fingerprints I64 [n] of the language-model embeddings solved
 * </pre>
 */
public final class GenerationWriter implements Serializable {

    /** Role of the file of item embeddings. */
    public static final String ITEM_EMBEDDINGS = "item-embeddings";

    /** Role of the file of the basis. */
    public static final String BASIS = "basis";

    /** Role of the file that says which language-model embeddings were solved. */
    public static final String ITEM_FINGERPRINTS = "item-fingerprints";

    private static final long serialVersionUID = 1L;

    private final SnapshotStore store;
    private final GenerationFolder folder;
    private final GenerationState state;

    /** @param commit whether generations are committed at once, or only prepared for a later stage */
    public GenerationWriter(SnapshotStore store, String model, boolean commit) {
        this.store = store;
        this.folder = new GenerationFolder(model);
        this.state = commit ? GenerationState.COMMITTED : GenerationState.PREPARED;
    }

    GenerationFolder folder() {
        return folder;
    }

    /** @param parent number of the generation that the solve started from, or null */
    Generation write(SolveRequest request, SolveInput input, RecPcaSolution solution, Long parent,
            Map<SolveMeasure, Double> measures) throws IOException {
        long number = request.number();
        List<SnapshotFile> files = List.of(
                store.write(BASIS, folder.basis(number), BasisTensors.of(solution.basis())),
                store.write(ITEM_EMBEDDINGS, folder.items(number),
                        new ReducedItems(input.items(), solution.items()).tensors()),
                store.write(ITEM_FINGERPRINTS, folder.fingerprints(number), fingerprints(input)));
        Map<String, Double> named = new TreeMap<>();
        measures.forEach((measure, value) -> named.put(measure.text(), value));
        return new Generation(folder.model(), number, parent, state, request.boundary(), files, named, null,
                System.currentTimeMillis());
    }

    /** Leaves no file of the generation behind, not even of another attempt. */
    Generation revoked(SolveRequest request, String reason) throws IOException {
        store.delete(folder.of(request.number()));
        return new Generation(folder.model(), request.number(), null, GenerationState.REVOKED, request.boundary(),
                List.of(), Map.of(), reason, System.currentTimeMillis());
    }

    private static NamedTensors fingerprints(SolveInput input) {
        int length = input.embeddings().columns();
        long[] fingerprints = new long[input.items().size()];
        for (int item = 0; item < fingerprints.length; item++) {
            fingerprints[item] = Fingerprint.of(input.embeddings().values(), item * length, length);
        }
        return NamedTensors.builder()
                .addStrings("items", input.items())
                .add("fingerprints", Tensor.of(fingerprints, fingerprints.length))
                .build();
    }
}
