/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.app.bench;

import picocli.CommandLine.Command;

/** {@code recommender bench}: what parts of the system cost on this machine. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "BENCHMARK",
        subcommands = {GraphBench.class, RecPcaBench.class, TrainBench.class, ScoreBench.class},
        description = "Measures parts of the system on this machine.")
public final class BenchCommand {}
