/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.schemas;

import java.util.Map;

/** What a graph snapshot must satisfy to be read. */
public final class GraphSnapshotRules implements Rules<GraphSnapshot> {

    private final SnapshotFileRules fileRules = new SnapshotFileRules();

    @Override
    public void check(GraphSnapshot snapshot) throws MalformedRecordException {
        FieldRules.time("boundary", snapshot.boundary());
        fileRules.checkAll(snapshot.files());
        for (Map.Entry<String, Long> count : snapshot.counts().entrySet()) {
            FieldRules.atLeast(0, "counts." + count.getKey(), count.getValue());
        }
    }
}
