/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.app.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code recommender bench graph}: what the graph job costs, beside other ways to keep its state. */
@Command(
        name = "graph",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        sortOptions = false,
        description = "Measures the graph job beside other state layouts, on RocksDB in this process: medians of runs "
                + "taken in turns, after each layout was checked and warmed up on fewer events.")
public final class GraphBench implements Callable<Integer> {

    private static final long WARM_UP_EVENTS = 100_000;
    private static final int MEMORY_SAMPLES = 20;

    @Spec
    private CommandSpec spec;

    @Mixin
    private GraphBenchOptions options;

    @Option(names = "--layouts", split = ",", description = "Only these of ${COMPLETION-CANDIDATES}; no Kafka then.")
    private List<GraphLayout> layouts;

    @Option(names = "--flat-memory", description = "Runs the graph once on --events, and prints memory as it goes.")
    private boolean flatMemory;

    @Option(names = "--json", paramLabel = "FILE", description = "Writes all runs and their medians to a file, too.")
    private Path json;

    @Override
    public Integer call() throws Exception {
        options.check();
        try (BenchCluster cluster = BenchCluster.start(options.parallelism(), options.checkpointInterval())) {
            if (flatMemory) {
                runWithMemory(cluster);
            } else {
                compare(cluster);
            }
        }
        return 0;
    }

    private void runWithMemory(BenchCluster cluster) throws Exception {
        MemoryWatch watch = MemoryWatch.start(Math.max(1, options.events() / MEMORY_SAMPLES), out());
        Measurement run;
        try {
            run = measuredRun(GraphLayout.GRAPH, cluster).run();
        } finally {
            watch.stop();
        }
        out().print(MeasurementTable.of(List.of(run)));
        write(List.of(run), List.of(run));
    }

    private LayoutRun measuredRun(GraphLayout layout, BenchCluster cluster) {
        return new LayoutRun(layout, options.events(), options, Features.ALL, cluster);
    }

    private void compare(BenchCluster cluster) throws Exception {
        List<Contender> contenders = new ArrayList<>();
        for (GraphLayout layout : layouts == null ? List.of(GraphLayout.values()) : layouts) {
            checkAndWarmUp(layout, cluster);
            contenders.add(measuredRun(layout, cluster));
        }
        if (layouts != null) {
            report(measure(contenders, cluster));
            return;
        }
        try (KafkaPassThrough kafka = KafkaPassThrough.prepare(options, cluster)) {
            contenders.add(kafka);
            report(measure(contenders, cluster));
        }
    }

    private void checkAndWarmUp(GraphLayout layout, BenchCluster cluster) throws Exception {
        long events = options.fewEvents(WARM_UP_EVENTS);
        LayoutRun run = new LayoutRun(layout, events, options, Features.CHECKABLE, cluster);
        run.run();
        double expected = expectedPairs(events, Features.CHECKABLE, cluster).weight();
        if (!(Math.abs(run.weight() - expected) <= 1e-9 * expected)) {
            throw new IllegalStateException(
                    "%s found a weight of %f, not %f".formatted(layout.label(), run.weight(), expected));
        }
    }

    private ExpectedPairs expectedPairs(long events, Features features, BenchCluster cluster) {
        return ExpectedPairs.of(options.log(), events, features.config(options, cluster.folder()).graph());
    }

    private Map<String, List<Measurement>> measure(List<Contender> contenders, BenchCluster cluster)
            throws Exception {
        long pairs = expectedPairs(options.events(), Features.ALL, cluster).count();
        Map<String, List<Measurement>> runs = new LinkedHashMap<>();
        for (int repeat = 0; repeat < options.repeats(); repeat++) {
            for (Contender contender : contenders) {
                runs.computeIfAbsent(contender.label(), first -> new ArrayList<>())
                        .add(contender.run().withPairs(contender instanceof LayoutRun ? pairs : 0));
            }
        }
        return runs;
    }

    private void report(Map<String, List<Measurement>> runs) throws IOException {
        List<Measurement> medians = runs.values().stream().map(Measurement::median).toList();
        out().print(MeasurementTable.of(medians));
        out().print(MeasurementTable.ratios(medians));
        write(runs.values().stream().flatMap(List::stream).toList(), medians);
    }

    private void write(List<Measurement> runs, List<Measurement> medians) throws IOException {
        out().flush();
        if (json != null) {
            new ObjectMapper().writerWithDefaultPrettyPrinter()
                    .writeValue(json.toFile(), Map.of("runs", runs, "medians", medians));
        }
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
