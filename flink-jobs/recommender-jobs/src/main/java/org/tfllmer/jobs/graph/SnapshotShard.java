/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.graph;

import org.tfllmer.schemas.SnapshotFile;

/**
 * One subtask's part of a snapshot.
 *
 * @param boundary event time that it holds, milliseconds since 1970 UTC
 * @param subtask  who wrote it, of how many {@code subtasks}
 * @param file     with the role that says what is in it
 * @param rows     items with edges, or users
 * @param entries  in all rows; each edge has two in the whole graph
 */
public record SnapshotShard(
        long boundary, int subtask, int subtasks, SnapshotFile file, long rows, long entries) {

    boolean hasRole(String role) {
        return file.role().equals(role);
    }
}
