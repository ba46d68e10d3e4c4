/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.app.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.flink.util.FileUtils;
import org.tfllmer.recpca.ColumnScaling;
import org.tfllmer.recpca.Formulation;
import org.tfllmer.recpca.RecPcaOptions;
import org.tfllmer.recpca.RecPcaSolution;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code recommender bench rec-pca}: solves and re-solves, beside scikit-learn and SciPy on the same arrays. */
@Command(
        name = "rec-pca",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        sortOptions = false,
        description = "Measures Rec-PCA from nothing and after a change of the graph, beside scikit-learn's PCA and "
                + "SciPy's eigsh on the same operator to the same residual: medians of runs taken in turns, after "
                + "one that warms up. Threads of both sides: OMP_NUM_THREADS.")
public final class RecPcaBench implements Callable<Integer> {

    private static final long SEED = 7;
    /** Conjugate gradients go further than the iteration around them, on both sides. */
    private static final double INNER = 0.01;

    @Spec
    private CommandSpec spec;

    @Option(names = "--data", paramLabel = "DIR",
            description = "A data set (see docs/data-format.md). Without it, random embeddings and edges.")
    private Path data;

    @Option(names = "--items", defaultValue = "100000", description = "Items, if random.")
    private int items;

    @Option(names = "--length", defaultValue = "1024", description = "Length of an embedding, if random.")
    private int length;

    @Option(names = "--edges", defaultValue = "2000000", description = "Edges, if random.")
    private int edges;

    @Option(names = "--history-length", defaultValue = "20",
            description = "With how many of the user's last distinct items an item co-occurs, for --data.")
    private int historyLength;

    @Option(names = "--dimension", defaultValue = "64", description = "Length of a reduced vector.")
    private int dimension;

    @Option(names = "--formulations", split = ",", description = "Only these of ${COMPLETION-CANDIDATES}.")
    private List<Formulation> formulations = List.of(Formulation.values());

    @Option(names = "--changed", defaultValue = "0.01", description = "Solves again after so large a share of --data's "
            + "interactions came, the newest; or of the random edges had other ends.")
    private double changed;

    @Option(names = "--repeats", defaultValue = "3", description = "Measured runs of each.")
    private int repeats;

    @Option(names = "--python", paramLabel = "PATH",
            description = "Interpreter with NumPy, SciPy and scikit-learn. Without it, ours alone.")
    private String python;

    @Option(names = "--json", paramLabel = "FILE", description = "Writes all runs to a file, too.")
    private Path json;

    private final Timings timings = new Timings();
    private final Map<String, Double> residuals = new LinkedHashMap<>();

    @Override
    public Integer call() throws Exception {
        check();
        RecPcaProblem problem = data == null
                ? RecPcaProblem.random(items, length, edges, changed, SEED)
                : RecPcaProblem.of(data, historyLength, changed);
        Path folder = Files.createTempDirectory("recommender-bench");
        try (PythonPeer peer = peer(problem, folder)) {
            out().printf(Locale.ROOT, "%,d embeddings of length %,d, %,d edges; %d components%n%n",
                    problem.embeddings().rows(), problem.embeddings().columns(), problem.edges().rows(), dimension);
            for (Formulation formulation : formulations) {
                compare(formulation, problem, peer);
            }
        } finally {
            FileUtils.deleteDirectory(folder.toFile());
        }
        if (json != null) {
            new ObjectMapper().writerWithDefaultPrettyPrinter()
                    .writeValue(json.toFile(), Map.of("seconds", timings.runs(), "residuals", residuals));
        }
        return 0;
    }

    private void check() {
        atLeast(1, "--repeats", repeats);
        atLeast(1, "--dimension", dimension);
        atLeast(2, "--items", items);
        atLeast(1, "--length", length);
        atLeast(0, "--edges", edges);
        if (!(changed >= 0 && changed <= 1)) { // refuses NaN too
            throw new IllegalArgumentException("--changed must be between 0 and 1, was " + changed);
        }
    }

    private static void atLeast(int least, String option, int value) {
        if (value < least) {
            throw new IllegalArgumentException(option + " must be " + least + " or more, was " + value);
        }
    }

    private PythonPeer peer(RecPcaProblem problem, Path folder) throws IOException {
        if (python == null) {
            return null;
        }
        problem.write(folder);
        return PythonPeer.start(python, "rec_pca_peer.py", folder);
    }

    private void compare(Formulation formulation, RecPcaProblem problem, PythonPeer peer) throws Exception {
        RecPcaOptions options = RecPcaOptions.defaults().withDimension(dimension)
                .withColumnScaling(ColumnScaling.NONE)
                .withFormulation(formulation, formulation.usualSmoothness());
        RecPcaRuns runs = new RecPcaRuns(options, problem);
        String name = formulation.text();
        runs.cold(); // warms up
        for (int repeat = 0; repeat < repeats; repeat++) {
            RecPcaSolution cold = timings.time(name + ", cold", runs::cold);
            residuals.put(name + ", cold", cold.residual());
            if (peer != null) {
                ask(peer, formulation, options, cold);
            }
            runs.prepare();
            RecPcaSolution again = timings.time(name + ", again", runs::again);
            residuals.put(name + ", again", again.residual());
        }
        print(formulation, runs, peer != null);
    }

    private void ask(PythonPeer peer, Formulation formulation, RecPcaOptions options, RecPcaSolution cold)
            throws IOException {
        if (formulation == Formulation.PROJECTION) {
            ask(peer, "PCA full, float32", Map.of("kind", "pca-full", "type", "float32", "dimension", dimension));
            ask(peer, "PCA full, float64", Map.of("kind", "pca-full", "type", "float64", "dimension", dimension));
            ask(peer, "PCA randomized", Map.of("kind", "pca-randomized", "type", "float32", "dimension", dimension));
        } else {
            double[] values = cold.eigenvalues();
            double tolerance = options.convergence().tolerance();
            ask(peer, "eigsh " + formulation.text(), Map.of(
                    "kind", formulation.text(),
                    "dimension", dimension,
                    "strength", options.smoothness(),
                    "inner_tolerance", INNER * tolerance,
                    "tolerance", tolerance * values[0] / values[dimension - 1]));
        }
    }

    private void ask(PythonPeer peer, String name, Map<String, ?> question) throws IOException {
        JsonNode answer = peer.ask(question);
        timings.add(name, answer.get("seconds").asDouble());
        residuals.put(name, answer.get("residual").asDouble());
    }

    private void print(Formulation formulation, RecPcaRuns runs, boolean beside) {
        String name = formulation.text();
        print(name + ", cold", "");
        if (beside && formulation == Formulation.PROJECTION) {
            print("PCA full, float32", name + ", cold");
            print("PCA full, float64", name + ", cold");
            print("PCA randomized", name + ", cold");
        } else if (beside) {
            print("eigsh " + name, name + ", cold");
        }
        print(name + ", again", name + ", cold");
        out().printf(Locale.ROOT, "  %.2f %% of the edges changed, subspace %.1e from cold%n%n",
                100 * runs.changed(), runs.distance());
        out().flush();
    }

    /** @param reference whose median is divided by this one's */
    private void print(String name, String reference) {
        out().printf(Locale.ROOT, "%-22s %8.3f s   residual %.0e", name, timings.median(name), residuals.get(name));
        if (!reference.isEmpty()) {
            out().printf(Locale.ROOT, "   %s / this = %.2f", reference,
                    timings.median(reference) / timings.median(name));
        }
        out().println();
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
