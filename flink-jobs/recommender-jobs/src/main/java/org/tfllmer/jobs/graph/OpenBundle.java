/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.graph;

import org.tfllmer.graph.GainLog;

/**
 * A bundle that is not told yet.
 *
 * @param boundary where it ends, milliseconds since 1970 UTC
 */
public record OpenBundle(long boundary, GainLog.Stored pairs) {}
