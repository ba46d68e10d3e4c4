/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.app.solve;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import org.tfllmer.recpca.Formulation;
import org.tfllmer.recpca.RecPcaOptions;

/**
 * What one solve without a stream does.
 *
 * @param data          folder of the data set
 * @param embeddings    name of another file of embeddings than the usual one
 * @param dimension     of the reduced vectors; fit for the embeddings if empty
 * @param recPca        the rest of what is solved
 * @param historyLength with how many of the user's last distinct items an item co-occurs
 * @param leaveOut      how many interactions at the end of each user's history the graph does not see
 * @param previous      folder of an earlier solve to start from
 * @param probeUsers    how many users the untrained next-item check asks at most; no check if empty
 * @param out           folder for the files
 */
public record SolveOptions(
        Path data,
        Optional<String> embeddings,
        OptionalInt dimension,
        RecPcaOptions recPca,
        int historyLength,
        int leaveOut,
        Optional<Path> previous,
        OptionalInt probeUsers,
        Path out) {

    public SolveOptions {
        dimension.ifPresent(given -> atLeast(1, "--dimension", given));
        atLeast(1, "--history-length", historyLength);
        atLeast(0, "--leave-out", leaveOut);
        probeUsers.ifPresent(given -> atLeast(1, "--probe-users", given));
        if (probeUsers.isPresent() && leaveOut == 0) {
            throw new IllegalArgumentException("--probe foretells items that were left out: --leave-out must be 1 or "
                    + "more, was 0");
        }
    }

    /** @throws IllegalArgumentException if it is not a price that the formulation can have */
    public static void checkSmoothness(Formulation formulation, double smoothness) {
        double most = formulation == Formulation.SPECTRAL ? 1 : Double.MAX_VALUE;
        if (!(smoothness >= 0 && smoothness <= most)) { // refuses NaN too
            throw new IllegalArgumentException("--smoothness must be "
                    + (formulation == Formulation.SPECTRAL ? "between 0 and 1 for spectral" : "0 or more")
                    + ", was " + smoothness);
        }
    }

    /** @throws IllegalArgumentException that names the option */
    public static void atLeast(int least, String option, int given) {
        if (given < least) {
            throw new IllegalArgumentException(option + " must be " + least + " or more, was " + given);
        }
    }

    /** @throws IllegalArgumentException if the embeddings are too short */
    RecPcaOptions recPcaFor(int embeddingLength) {
        int chosen = dimension.orElse(Math.min(recPca.dimension(), embeddingLength));
        if (chosen > embeddingLength) {
            throw new IllegalArgumentException("--dimension must be at most " + embeddingLength
                    + ", the length of the embeddings, was " + chosen);
        }
        return recPca.withDimension(chosen);
    }
}
