/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.serving;

import org.tfllmer.jobs.topics.ItemVectorChange;
import org.tfllmer.schemas.Generation;

/** What every subtask that recommends must know: a generation, the trending items, or a changed item; others null. */
public record ServingUpdate(Generation generation, String[] trending, ItemVectorChange item) {

    static ServingUpdate of(Generation generation) {
        return new ServingUpdate(generation, null, null);
    }

    static ServingUpdate of(String[] trending) {
        return new ServingUpdate(null, trending, null);
    }

    static ServingUpdate of(ItemVectorChange item) {
        return new ServingUpdate(null, null, item);
    }
}
