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
import org.tfllmer.jobs.snapshots.SnapshotStore;
import org.tfllmer.recpca.Basis;
import org.tfllmer.recpca.RecPcaSolution;
import org.tfllmer.schemas.Generation;
import org.tfllmer.schemas.GenerationState;
import org.tfllmer.schemas.SnapshotFile;
import org.tfllmer.tensors.NamedTensors;
import org.tfllmer.tensors.Tensor;

/**
 * Writes a solution into the snapshot store and makes the record that announces it:
 * <pre>
 *   basis.safetensors             mean F64 [D], basis F64 [D, d]; metadata row-scaling
 *   item_embeddings.safetensors   items (texts), embeddings F32 [n, d]
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
    private final String model;
    private final GenerationState state;

    /** @param commit whether generations are committed at once, or only prepared for a later stage */
    public GenerationWriter(SnapshotStore store, String model, boolean commit) {
        this.store = store;
        this.model = model;
        this.state = commit ? GenerationState.COMMITTED : GenerationState.PREPARED;
    }

    Generation write(SolveRequest request, SolveInput input, RecPcaSolution solution) throws IOException {
        String folder = "generations/" + model + "/" + request.number() + "/";
        List<SnapshotFile> files = List.of(
                store.write(BASIS, folder + "basis.safetensors", basis(solution.basis())),
                store.write(ITEM_EMBEDDINGS, folder + "item_embeddings.safetensors", items(input, solution)),
                store.write(ITEM_FINGERPRINTS, folder + "item_fingerprints.safetensors", fingerprints(input)));
        return generation(request, state, files, measures(input, solution), null);
    }

    Generation revoked(SolveRequest request, String reason) {
        return generation(request, GenerationState.REVOKED, List.of(), Map.of(), reason);
    }

    private Generation generation(SolveRequest request, GenerationState as, List<SnapshotFile> files,
            Map<String, Double> measures, String reason) {
        Long parent = request.number() == 1 ? null : Long.valueOf(request.number() - 1);
        return new Generation(model, request.number(), parent, as, request.boundary(), files, measures, reason,
                System.currentTimeMillis());
    }

    private static NamedTensors basis(Basis basis) {
        return NamedTensors.builder()
                .metadata("row-scaling", Boolean.toString(basis.rowScaling()))
                .add("mean", Tensor.of(basis.mean(), basis.embeddingLength()))
                .add("basis", Tensor.of(basis.values(), basis.embeddingLength(), basis.dimension()))
                .build();
    }

    private static NamedTensors items(SolveInput input, RecPcaSolution solution) {
        return NamedTensors.builder()
                .addStrings("items", input.items())
                .add("embeddings", Tensor.of(solution.items()))
                .build();
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

    private static Map<String, Double> measures(SolveInput input, RecPcaSolution solution) {
        Map<String, Double> measures = new TreeMap<>();
        measures.put("items", (double) input.items().size());
        measures.put("edges", (double) input.graph().edges());
        measures.put("objective", solution.objective());
        measures.put("residual", solution.residual());
        measures.put("largest-eigenvalue", solution.eigenvalues()[0]);
        measures.put("smallest-eigenvalue", solution.eigenvalues()[solution.eigenvalues().length - 1]);
        return measures;
    }
}
