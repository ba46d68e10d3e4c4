/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.schemas;

import java.util.List;
import java.util.Map;

/**
 * The whole graph at one event-time boundary, ready to be read.
 *
 * @param boundary event time, milliseconds since 1970 UTC: all interactions before it are in, none after
 * @param files    one shard per subtask and role
 * @param counts   named totals of the state at the boundary, for example users, items, edges, accepted, duplicates
 */
public record GraphSnapshot(long boundary, List<SnapshotFile> files, Map<String, Long> counts) {}
