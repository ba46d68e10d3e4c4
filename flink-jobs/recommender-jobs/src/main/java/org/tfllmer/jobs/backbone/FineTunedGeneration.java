/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.backbone;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.tfllmer.backbone.BackboneFile;
import org.tfllmer.jobs.config.FineTuneMeasure;
import org.tfllmer.jobs.recpca.GenerationFiles;
import org.tfllmer.jobs.recpca.GenerationFolder;
import org.tfllmer.jobs.snapshots.SnapshotStore;
import org.tfllmer.schemas.Generation;
import org.tfllmer.schemas.GenerationState;
import org.tfllmer.schemas.SnapshotFile;

/** The record that answers a prepared generation: the same number, boundary, parent and files. */
final class FineTunedGeneration {

    private FineTunedGeneration() {}

    /** Writes the backbone beside the generation's other files, and names them all. */
    static Generation committed(SnapshotStore store, Generation prepared, BackboneFile backbone,
            Map<FineTuneMeasure, Double> measures) throws IOException {
        String path = new GenerationFolder(prepared.model()).backbone(prepared.number());
        List<SnapshotFile> files = new ArrayList<>(prepared.files());
        files.add(store.write(GenerationFiles.BACKBONE, path, backbone.tensors()));
        return answer(prepared, GenerationState.COMMITTED, files, all(prepared, measures), null);
    }

    /** The item embeddings alone are to be served. */
    static Generation withoutBackbone(Generation prepared, Map<FineTuneMeasure, Double> measures) {
        return answer(prepared, GenerationState.COMMITTED, prepared.files(), all(prepared, measures), null);
    }

    private static Map<String, Double> all(Generation prepared, Map<FineTuneMeasure, Double> measures) {
        Map<String, Double> all = new TreeMap<>(prepared.measures());
        measures.forEach((measure, value) -> all.put(measure.recordText(), value));
        return all;
    }

    /** Its solve stays the predecessor of the next one, so its files stay. */
    static Generation revoked(Generation prepared, String reason) {
        return answer(prepared, GenerationState.REVOKED, prepared.files(), prepared.measures(), reason);
    }

    private static Generation answer(Generation prepared, GenerationState state, List<SnapshotFile> files,
            Map<String, Double> measures, String reason) {
        return new Generation(prepared.model(), prepared.number(), prepared.parent(), state, prepared.boundary(),
                files, measures, reason, System.currentTimeMillis());
    }
}
