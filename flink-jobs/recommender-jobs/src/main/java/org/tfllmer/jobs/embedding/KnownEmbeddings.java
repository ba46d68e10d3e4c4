/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.embedding;

import java.time.Duration;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.state.ValueStateDescriptor;

/** The embedding of each text seen. */
final class KnownEmbeddings {

    private KnownEmbeddings() {}

    /** @param retention how long an embedding is kept after its text was last seen */
    static ValueStateDescriptor<float[]> descriptor(Duration retention) {
        ValueStateDescriptor<float[]> known = new ValueStateDescriptor<>("known", float[].class);
        known.enableTimeToLive(StateTtlConfig.newBuilder(retention)
                .setUpdateType(StateTtlConfig.UpdateType.OnReadAndWrite)
                .build());
        return known;
    }
}
