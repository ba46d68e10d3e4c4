/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.recpca;

import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;
import org.tfllmer.jobs.snapshots.SnapshotStore;
import org.tfllmer.recpca.BasisTensors;
import org.tfllmer.recpca.ReducedItems;

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
        return new SolvedGeneration(number, BasisTensors.read(store.read(folder.basis(number))),
                ReducedItems.read(store.read(folder.items(number))));
    }
}
