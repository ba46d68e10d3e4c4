/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.graph;

import org.tfllmer.schemas.SnapshotFile;

/**
 * One subtask's part of a graph snapshot.
 *
 * @param items rows in it
 * @param ends  entries in all rows; each edge has two in the whole graph
 */
public record EdgeShard(long boundary, SnapshotFile file, long items, long ends) {}
