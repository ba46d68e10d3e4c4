/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.schemas;

/** What the announcement of a generation must satisfy. */
public final class GenerationRules implements Rules<Generation> {

    private final SnapshotFileRules fileRules = new SnapshotFileRules();

    @Override
    public void check(Generation generation) throws MalformedRecordException {
        FieldRules.id("model", generation.model());
        FieldRules.atLeast(1, "number", generation.number());
        if (generation.parent() != null) {
            FieldRules.atLeast(1, "parent", generation.parent());
        }
        FieldRules.time("boundary", generation.boundary());
        fileRules.checkAll(generation.files());
        FieldRules.time("announcedAt", generation.announcedAt());
    }
}
