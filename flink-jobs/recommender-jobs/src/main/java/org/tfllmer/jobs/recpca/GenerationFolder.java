/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.recpca;

import java.io.IOException;
import java.io.Serializable;
import java.util.OptionalLong;
import org.tfllmer.jobs.snapshots.SnapshotStore;

/**
 * Where the generations of a model are in the snapshot store.
 *
 * @param model names the line of generations
 */
public record GenerationFolder(String model) implements Serializable {

    public String of(long number) {
        return all() + "/" + number;
    }

    String basis(long number) {
        return of(number) + "/basis.safetensors";
    }

    String items(long number) {
        return of(number) + "/item_embeddings.safetensors";
    }

    String fingerprints(long number) {
        return of(number) + "/item_fingerprints.safetensors";
    }

    public String backbone(long number) {
        return of(number) + "/backbone.safetensors";
    }

    /** The largest number below another that has files. */
    OptionalLong lastBefore(SnapshotStore store, long number) throws IOException {
        return store.list(all()).stream()
                .filter(name -> name.matches("[1-9][0-9]{0,17}"))
                .mapToLong(Long::parseLong)
                .filter(other -> other < number)
                .max();
    }

    private String all() {
        return "generations/" + model;
    }
}
