/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.recpca;

import java.io.IOException;
import org.tfllmer.schemas.Generation;
import org.tfllmer.schemas.SnapshotFile;

/** Finds the files of a generation by their role. */
final class GenerationFiles {

    private GenerationFiles() {}

    /** @throws IOException if the generation has none */
    static SnapshotFile of(Generation generation, String role) throws IOException {
        return generation.files().stream()
                .filter(file -> file.role().equals(role))
                .findFirst()
                .orElseThrow(() -> new IOException("Generation " + generation.number() + " of model "
                        + generation.model() + " has no file of role " + role));
    }
}
