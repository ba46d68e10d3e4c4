/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.app.bench;

import org.tfllmer.jobs.config.JobConfig;

/** Runs a layout on the first events of the log. */
record LayoutRun(
        GraphLayout layout, long events, GraphBenchOptions options, Features features, BenchCluster cluster)
        implements Contender {

    @Override
    public String label() {
        return layout.label();
    }

    @Override
    public Measurement run() throws Exception {
        JobConfig config = features.config(options, cluster.folder());
        InteractionLog log = options.log();
        return cluster.measure(label(), events, env ->
                layout.addTo(ReadLog.first(events, log, options.outOfOrderness(), env), config));
    }

    /** Weight of the pairs that the job which has just ended has kept or told. */
    double weight() {
        return Tally.weight() / layout.endsTold();
    }
}
