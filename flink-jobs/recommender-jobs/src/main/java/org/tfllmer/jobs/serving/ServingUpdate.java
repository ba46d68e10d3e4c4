/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.serving;

import org.tfllmer.schemas.Generation;

/** What every subtask that recommends must know: either a generation or the trending items, the other being null. */
public record ServingUpdate(Generation generation, String[] trending) {

    static ServingUpdate of(Generation generation) {
        return new ServingUpdate(generation, null);
    }

    static ServingUpdate of(String[] trending) {
        return new ServingUpdate(null, trending);
    }
}
