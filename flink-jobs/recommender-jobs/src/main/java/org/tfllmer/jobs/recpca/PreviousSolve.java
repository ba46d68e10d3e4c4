/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.recpca;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.tfllmer.jobs.snapshots.SnapshotStore;
import org.tfllmer.recpca.Alignment;
import org.tfllmer.recpca.RecPcaSolution;
import org.tfllmer.tensors.Float32Matrix;
import org.tfllmer.tensors.NamedTensors;
import org.tfllmer.tensors.Tensor;
import org.tfllmer.tensors.TensorType;

/**
 * The last generation before a number: from memory, and after a restart from the store, which holds the same numbers
 * bit for bit. Requests are answered in order and a revoked generation leaves nothing behind, so which one is last does
 * not depend on whether the job has failed in between.
 */
final class PreviousSolve {

    private final SnapshotStore store;
    private final GenerationFolder folder;
    private SolvedGeneration last;

    PreviousSolve(SnapshotStore store, GenerationFolder folder) {
        this.store = store;
        this.folder = folder;
    }

    void remember(SolvedGeneration solved) {
        last = solved;
    }

    Optional<SolvedGeneration> before(long number) throws IOException {
        if (last == null || last.number() >= number) {
            OptionalLong found = folder.lastBefore(store, number);
            last = found.isPresent() ? read(found.getAsLong()) : null;
        }
        return Optional.ofNullable(last);
    }

    private SolvedGeneration read(long number) throws IOException {
        NamedTensors items = store.read(folder.items(number));
        List<String> names = items.strings("items");
        Tensor vectors = items.tensor("embeddings", TensorType.F32, names.size(), NamedTensors.ANY);
        RecPcaSolution solution = new RecPcaSolution(GenerationBasis.basis(store.read(folder.basis(number))),
                new Float32Matrix(names.size(), vectors.shape()[1], vectors.floats()), new double[0], Double.NaN,
                Double.NaN, Double.NaN, 0, 0, new Alignment(0, 0, 0));
        return new SolvedGeneration(number, names, solution);
    }
}
