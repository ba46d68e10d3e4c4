/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.app.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
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

    @Option(names = "--events", defaultValue = "500000", description = "Interactions of each run.")
    private long events;

    @Option(names = "--users", defaultValue = "20000", description = "Users, drawn by Zipf's law with exponent 0.5.")
    private int users;

    @Option(names = "--items", defaultValue = "50000", description = "Items.")
    private int items;

    @Option(names = "--exponent", defaultValue = "1.0", description = "Of Zipf's law by which items are drawn.")
    private double exponent;

    @Option(names = "--rate", defaultValue = "10000", description = "Interactions in a second of event time.")
    private long rate;

    @Option(names = "--history-length", defaultValue = "20", description = "graph.history-length of the job.")
    private int historyLength;

    @Option(names = "--cache-entries", description = "graph.cache-entries of the job, if not its default.")
    private Integer cacheEntries;

    @Option(names = "--out-of-orderness", defaultValue = "PT10S", description = "How old an interaction may be.")
    private Duration outOfOrderness;

    @Option(names = "--publish-interval", defaultValue = "PT1M", description = "graph.publish-interval of the job.")
    private Duration publishInterval;

    @Option(names = "--checkpoint-interval", defaultValue = "PT5S", description = "Time between checkpoints.")
    private Duration checkpointInterval;

    @Option(names = "--parallelism", defaultValue = "2", description = "Subtasks of each step.")
    private int parallelism;

    @Option(names = "--repeats", defaultValue = "5", description = "Measured runs of each layout.")
    private int repeats;

    @Option(names = "--layouts", split = ",", description = "Only these of ${COMPLETION-CANDIDATES}; no Kafka then.")
    private List<GraphLayout> layouts;

    @Option(names = "--flat-memory", description = "Runs the graph once on --events, and prints memory as it goes.")
    private boolean flatMemory;

    @Option(names = "--json", paramLabel = "FILE", description = "Writes all runs and their medians to a file, too.")
    private Path json;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new GraphBench()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        GraphBenchOptions options = new GraphBenchOptions(events, users, items, exponent, historyLength,
                cacheEntries == null ? OptionalInt.empty() : OptionalInt.of(cacheEntries), rate, outOfOrderness,
                publishInterval, checkpointInterval, parallelism, repeats);
        try (BenchCluster cluster = BenchCluster.start(parallelism, checkpointInterval)) {
            if (flatMemory) {
                runWithMemory(options, cluster);
            } else {
                compare(options, cluster);
            }
        }
        return 0;
    }

    private void runWithMemory(GraphBenchOptions options, BenchCluster cluster) throws Exception {
        MemoryWatch watch = MemoryWatch.start(Math.max(1, options.events() / MEMORY_SAMPLES), out());
        Measurement run;
        try {
            run = new LayoutRun(GraphLayout.GRAPH, options, Features.ALL, cluster).run();
        } finally {
            watch.stop();
        }
        out().print(MeasurementTable.of(List.of(run)));
        write(List.of(run), List.of(run));
    }

    private void compare(GraphBenchOptions options, BenchCluster cluster) throws Exception {
        List<Contender> contenders = new ArrayList<>();
        for (GraphLayout layout : layouts == null ? List.of(GraphLayout.values()) : layouts) {
            checkAndWarmUp(layout, options.withEvents(Math.min(options.events(), WARM_UP_EVENTS)), cluster);
            contenders.add(new LayoutRun(layout, options, Features.ALL, cluster));
        }
        if (layouts != null) {
            report(measure(contenders, options, cluster));
            return;
        }
        try (KafkaPassThrough kafka = KafkaPassThrough.prepare(options, cluster)) {
            contenders.add(kafka);
            report(measure(contenders, options, cluster));
        }
    }

    private void checkAndWarmUp(GraphLayout layout, GraphBenchOptions options, BenchCluster cluster) throws Exception {
        LayoutRun run = new LayoutRun(layout, options, Features.CHECKABLE, cluster);
        run.run();
        double expected =
                ExpectedPairs.of(options, Features.CHECKABLE.config(options, cluster.folder()).graph()).weight();
        if (!(Math.abs(run.weight() - expected) <= 1e-9 * expected)) {
            throw new IllegalStateException(
                    "%s found a weight of %f, not %f".formatted(layout.label(), run.weight(), expected));
        }
    }

    private Map<String, List<Measurement>> measure(
            List<Contender> contenders, GraphBenchOptions options, BenchCluster cluster) throws Exception {
        long pairs = ExpectedPairs.of(options, Features.ALL.config(options, cluster.folder()).graph()).count();
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
