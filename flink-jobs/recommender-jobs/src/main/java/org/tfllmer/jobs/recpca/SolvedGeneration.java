/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.recpca;

import java.util.List;
import org.tfllmer.recpca.Basis;
import org.tfllmer.recpca.Predecessor;
import org.tfllmer.recpca.RecPcaOptions;
import org.tfllmer.recpca.ReducedItems;

/** A generation as the solve after it needs it. */
record SolvedGeneration(long number, Basis basis, ReducedItems items) {

    /** Whether a solve with these options can start from it. */
    boolean fits(RecPcaOptions options, int embeddingLength) {
        return basis.dimension() == options.dimension() && basis.embeddingLength() == embeddingLength;
    }

    /** @param later the items of the solve after it */
    Predecessor predecessorOf(List<String> later) {
        return new Predecessor(basis, items.vectors(), items.indicesOf(later));
    }
}
