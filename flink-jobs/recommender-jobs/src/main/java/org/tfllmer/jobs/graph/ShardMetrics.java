/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.graph;

import java.io.IOException;
import org.apache.flink.metrics.MetricGroup;

/** How long the last shard of a snapshot took to write, in milliseconds, and how many bytes it has. */
final class ShardMetrics {

    private volatile long milliseconds;
    private volatile long bytes;

    /** Something that writes a shard. */
    interface Write {

        SnapshotShard run() throws IOException;
    }

    ShardMetrics(MetricGroup group) {
        group.gauge("snapshotDuration", () -> milliseconds);
        group.gauge("snapshotBytes", () -> bytes);
    }

    SnapshotShard timed(Write write) throws IOException {
        long start = System.nanoTime();
        SnapshotShard shard = write.run();
        milliseconds = (System.nanoTime() - start) / 1_000_000;
        bytes = shard.file().bytes();
        return shard;
    }
}
