/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.recpca;

import org.tfllmer.schemas.SnapshotFile;

/**
 * One subtask's language-model embeddings as they stood at a boundary.
 *
 * @param waiting how many of its items had none
 */
public record VectorShard(long boundary, SnapshotFile file, long waiting) {}
