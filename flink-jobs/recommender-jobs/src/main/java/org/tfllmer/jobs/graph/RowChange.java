/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.graph;

import org.tfllmer.graph.PackedEdges;
import org.tfllmer.jobs.state.PackedType;

/**
 * A part of what an item's row of the graph gains by a publication boundary, or which of its edges are cut there.
 *
 * @param boundary milliseconds since 1970 UTC
 * @param gain     as of the boundary
 */
public record RowChange(String itemId, long boundary, PackedEdges gain) {

    public static final PackedType<RowChange> TYPE = new PackedType<>(RowChange.class, new RowChangeFormat());
}
