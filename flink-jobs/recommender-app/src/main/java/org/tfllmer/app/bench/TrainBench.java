/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.app.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedOutputStream;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.flink.util.FileUtils;
import org.tfllmer.app.solve.SolveData;
import org.tfllmer.backbone.BackboneKind;
import org.tfllmer.backbone.BackboneOptions;
import org.tfllmer.backbone.BackboneWeights;
import org.tfllmer.backbone.ComputeDevice;
import org.tfllmer.backbone.SequenceModel;
import org.tfllmer.backbone.Trainer;
import org.tfllmer.backbone.TrainingObserver;
import org.tfllmer.backbone.TrainingOptions;
import org.tfllmer.tensors.NamedTensors;
import org.tfllmer.tensors.SafetensorsWriter;
import org.tfllmer.tensors.Tensor;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code recommender bench train}: an epoch of training, beside the same model in Python's PyTorch. */
@Command(
        name = "train",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        sortOptions = false,
        description = "Measures an epoch over a data set, all positions and the whole catalogue in the loss, beside the "
                + "same model in Python's PyTorch from the same weights over the same batches: medians of runs taken "
                + "in turns, after one that warms up. Threads of both sides: OMP_NUM_THREADS.")
public final class TrainBench implements Callable<Integer> {

    private static final long SEED = 7;
    private static final String OURS = "ours";
    private static final String THEIRS = "Python PyTorch";

    @Spec
    private CommandSpec spec;

    @Option(names = "--data", required = true, paramLabel = "DIR",
            description = "A data set (see docs/data-format.md).")
    private Path data;

    @Option(names = "--backbone", defaultValue = "gru4rec", description = "gru4rec or sasrec.")
    private String backbone;

    @Option(names = "--dimension", defaultValue = "64", description = "Length of an item's vector.")
    private int dimension;

    @Option(names = "--batch-size", defaultValue = "256", description = "Sequences to a step, on average.")
    private int batchSize;

    @Option(names = "--device", defaultValue = "cpu", description = "Of our side: cpu, cuda:N or auto.")
    private String device;

    @Option(names = "--repeats", defaultValue = "3", description = "Measured epochs of each side.")
    private int repeats;

    @Option(names = "--python", paramLabel = "PATH", description = "Interpreter with PyTorch. Without it, ours alone.")
    private String python;

    @Option(names = "--json", paramLabel = "FILE", description = "Writes all runs to a file, too.")
    private Path json;

    private final Timings timings = new Timings();

    @Override
    public Integer call() throws Exception {
        if (repeats < 1) {
            throw new IllegalArgumentException("--repeats must be 1 or more, was " + repeats);
        }
        SolveData set = SolveData.read(data, Optional.empty());
        BackboneOptions shape = shape();
        TrainingOptions training =
                new TrainingOptions(batchSize, 0.2, false, 0, SEED, TrainingOptions.defaults(1, SEED).loss(),
                        TrainingOptions.defaults(1, SEED).optimiser(), TrainingOptions.defaults(1, SEED).bounds());
        BackboneWeights start;
        try (SequenceModel model =
                SequenceModel.random(shape, set.items().size(), SEED, ComputeDevice.cpu())) {
            start = model.weights();
        }
        Path folder = Files.createTempDirectory("recommender-bench");
        try (PythonPeer peer = peer(folder, set, start, training)) {
            out().printf(Locale.ROOT, "%s: %,d items, %,d interactions; %s, d = %d, batches of %d, ours on %s%n",
                    set.name(), set.items().size(), set.histories().interactions(), shape.kind().text(), dimension,
                    batchSize, ComputeDevice.of(device).name());
            compare(set, shape, training, start, peer);
        } finally {
            FileUtils.deleteDirectory(folder.toFile());
        }
        return 0;
    }

    private BackboneOptions shape() {
        if (backbone.equals(BackboneKind.SASREC.text())) {
            return BackboneOptions.sasRec(dimension);
        }
        if (backbone.equals(BackboneKind.GRU4REC.text())) {
            return BackboneOptions.gru4Rec(dimension);
        }
        throw new IllegalArgumentException("--backbone must be gru4rec or sasrec, was " + backbone);
    }

    private PythonPeer peer(Path folder, SolveData set, BackboneWeights start, TrainingOptions training)
            throws IOException {
        if (python == null) {
            return null;
        }
        NamedTensors.Builder file = NamedTensors.builder();
        start.arrays().forEach((name, weight) -> file.add(name, Tensor.of(weight.values(),
                Arrays.stream(weight.shape()).mapToInt(Math::toIntExact).toArray())));
        try (OutputStream stream =
                new BufferedOutputStream(Files.newOutputStream(folder.resolve("weights.safetensors")))) {
            SafetensorsWriter.write(file.build(), stream);
        }
        try (SequenceModel model = SequenceModel.load(start.options(), start, ComputeDevice.cpu());
                BufferedWriter lines = Files.newBufferedWriter(folder.resolve("batches.jsonl"))) {
            ObjectMapper mapper = new ObjectMapper();
            for (List<int[]> batch
                    : new Trainer(model, training, System::nanoTime).firstEpoch(set.histories().all())) {
                lines.write(mapper.writeValueAsString(batch));
                lines.newLine();
            }
        }
        return PythonPeer.start(python, "train_peer.py", folder);
    }

    private void compare(SolveData set, BackboneOptions shape, TrainingOptions training, BackboneWeights start,
            PythonPeer peer) throws Exception {
        for (int repeat = 0; repeat <= repeats; repeat++) {
            boolean warm = repeat > 0;
            double loss;
            double seconds;
            try (SequenceModel model = SequenceModel.load(shape, start, ComputeDevice.of(device))) {
                long begin = System.nanoTime();
                loss = new Trainer(model, training, System::nanoTime)
                        .train(set.histories().all(), TrainingObserver.NONE).loss();
                seconds = (System.nanoTime() - begin) / 1e9;
            }
            tell(warm, OURS, seconds, loss);
            if (peer != null) {
                JsonNode answer = peer.ask(Map.of("kind", shape.kind().text(), "heads", shape.heads(),
                        "layers", shape.layers(), "max_length", shape.maxLength(), "temperature", shape.temperature(),
                        "dropout", training.dropout()));
                tell(warm, THEIRS, answer.get("seconds").asDouble(), answer.get("loss").asDouble());
            }
        }
        if (peer != null) {
            out().printf(Locale.ROOT, "median: ours %.2f s, Python PyTorch %.2f s, theirs / ours = %.2f%n",
                    timings.median(OURS), timings.median(THEIRS), timings.median(THEIRS) / timings.median(OURS));
        } else {
            out().printf(Locale.ROOT, "median: ours %.2f s%n", timings.median(OURS));
        }
        out().flush();
        if (json != null) {
            new ObjectMapper().writerWithDefaultPrettyPrinter().writeValue(json.toFile(), timings.runs());
        }
    }

    private void tell(boolean warm, String side, double seconds, double loss) {
        if (warm) {
            timings.add(side, seconds);
        }
        out().printf(Locale.ROOT, "%-8s %-16s %8.2f s   loss %.4f   this process %,d MB resident%n",
                warm ? "measured" : "warm-up", side, seconds, loss, MemoryWatch.residentMegabytes());
        out().flush();
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
