/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.recpca;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tfllmer.recpca.Predecessor;
import org.tfllmer.recpca.RecPcaOptions;
import org.tfllmer.recpca.RecPcaSolution;

/**
 * A generation as the solve after it needs it.
 *
 * @param items in the order of the solution's rows
 */
record SolvedGeneration(long number, List<String> items, RecPcaSolution solution) {

    /** Whether a solve with these options can start from it. */
    boolean fits(RecPcaOptions options, int embeddingLength) {
        return solution.basis().dimension() == options.dimension()
                && solution.basis().embeddingLength() == embeddingLength;
    }

    /** @param later the items of the solve after it */
    Predecessor predecessorOf(List<String> later) {
        Map<String, Integer> index = new HashMap<>();
        items.forEach(item -> index.put(item, index.size()));
        return new Predecessor(solution, later.stream().mapToInt(item -> index.getOrDefault(item, -1)).toArray());
    }
}
