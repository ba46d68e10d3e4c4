/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.recpca;

import java.util.List;
import org.tfllmer.schemas.SnapshotFile;

/**
 * Asks for one generation. Small, as it waits in a checkpoint while it is answered.
 *
 * @param number   of the generation
 * @param boundary event time of the graph, milliseconds since 1970 UTC
 * @param waiting  items that could be shown and have no language-model embedding
 */
public record SolveRequest(long number, long boundary, List<SnapshotFile> edges, List<SnapshotFile> vectors,
        long waiting) {}
