/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.recpca;

import java.util.List;
import java.util.Optional;
import org.tfllmer.recpca.IncrementalRecPca;
import org.tfllmer.recpca.ItemIndices;
import org.tfllmer.recpca.Predecessor;
import org.tfllmer.recpca.RecPcaOptions;
import org.tfllmer.recpca.RecPcaSolution;

/**
 * Solves one request after another: from the generation before, and with the sums of the solve before, which need not
 * be the same one. After a restart sums are taken anew, so that they may differ from corrected ones by their drift.
 */
final class SolveInTurn {

    private final IncrementalRecPca recPca;
    private List<String> itemsBefore = List.of();

    SolveInTurn(RecPcaOptions options, int fullEvery) {
        this.recPca = new IncrementalRecPca(options, fullEvery);
    }

    /** @throws ArithmeticException if there is no finite solution */
    RecPcaSolution solve(SolveInput input, Optional<SolvedGeneration> before) {
        List<String> earlier = itemsBefore;
        Predecessor predecessor = before.map(generation -> generation.predecessorOf(input.items())).orElse(null);
        itemsBefore = input.items();
        RecPcaSolution solution = recPca.solve(input.embeddings(), input.graph(),
                () -> ItemIndices.of(earlier, input.items()), predecessor);
        for (float value : solution.items().values()) {
            if (!Float.isFinite(value)) {
                throw new ArithmeticException("the solution has item vectors that are not finite");
            }
        }
        return solution;
    }

    /** As {@link IncrementalRecPca#drift}. */
    double drift() {
        return recPca.drift();
    }
}
