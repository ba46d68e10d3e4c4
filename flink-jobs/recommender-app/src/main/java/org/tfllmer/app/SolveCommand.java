/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.app;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.tfllmer.app.solve.OfflineSolve;
import org.tfllmer.app.solve.SolveOptions;
import org.tfllmer.graph.Laplacian;
import org.tfllmer.recpca.ColumnScaling;
import org.tfllmer.recpca.Formulation;
import org.tfllmer.recpca.RecPcaOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code recommender solve}. */
@Command(
        name = "solve",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Reduces the language-model embeddings of a data set on its co-occurrence graph, without a "
                + "stream. Writes item_embeddings.safetensors, basis.safetensors and report.json.")
final class SolveCommand implements Callable<Integer> {

    private static final int USUAL_LEFT_OUT_TO_PROBE = 2;

    @Spec
    private CommandSpec spec;

    @Option(names = "--data", required = true, paramLabel = "DIR",
            description = "Folder of a data set (see docs/data-format.md).")
    private Path data;

    @Option(names = "--embeddings", paramLabel = "FILE",
            description = "Name of the embeddings file in the folder. Default: item_embeddings.npy.")
    private String embeddings;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Folder for the files.")
    private Path out;

    @Option(names = "--dimension", paramLabel = "N",
            description = "Length of the reduced vectors. Default: 64, or that of the embeddings if it is less.")
    private Integer dimension;

    @Option(names = "--formulation", paramLabel = "NAME", defaultValue = "smoothed",
            converter = FormulationConverter.class,
            description = "projection, smoothed or spectral. Default: ${DEFAULT-VALUE}.")
    private Formulation formulation;

    @Option(names = "--smoothness", paramLabel = "S",
            description = "Price of total variation on the graph; 0 is plain PCA, and for spectral 1 the most. "
                    + "Default: projection 0.5, smoothed 30, spectral 0.1.")
    private Double smoothness;

    @Option(names = "--column-scaling", paramLabel = "NAME", defaultValue = "unit-variance",
            converter = ColumnScalingConverter.class,
            description = "Scale of a reduced vector's components: none (as solved) or unit-variance. "
                    + "Default: ${DEFAULT-VALUE}.")
    private ColumnScaling columnScaling;

    @Option(names = "--laplacian", paramLabel = "NAME", defaultValue = "normalised",
            converter = LaplacianConverter.class,
            description = "normalised or combinatorial. Default: ${DEFAULT-VALUE}.")
    private Laplacian.Form laplacian;

    @Option(names = "--no-row-scaling", description = "Take the embeddings at their lengths, not at length 1.")
    private boolean rowsAsTheyAre;

    @Option(names = "--no-centring", description = "Do not subtract their mean.")
    private boolean meanAsItIs;

    @Option(names = "--history-length", paramLabel = "N", defaultValue = "20",
            description = "With how many of the user's last distinct items an item co-occurs. "
                    + "Default: ${DEFAULT-VALUE}.")
    private int historyLength;

    @Option(names = "--leave-out", paramLabel = "N",
            description = "Keep the last N interactions of each user out of the graph. Default: 0, with --probe 2.")
    private Integer leaveOut;

    @Option(names = "--previous", paramLabel = "DIR",
            description = "Start from the solve in this folder, and turn the vectors to where its items were.")
    private Path previous;

    @Option(names = "--probe",
            description = "Also compare the formulations over a grid of strengths and column scalings: how well their "
                    + "vectors foretell, untrained, the first interaction left out of each user.")
    private boolean probe;

    @Option(names = "--probe-users", paramLabel = "N",
            description = "Ask N users at most, evenly spread. Default: all.")
    private Integer probeUsers;

    @Override
    public Integer call() throws Exception {
        new OfflineSolve(options(), spec.commandLine().getOut()).run();
        return ExitCodes.DONE;
    }

    private SolveOptions options() {
        double price = smoothness == null ? formulation.usualSmoothness() : smoothness;
        SolveOptions.checkSmoothness(formulation, price);
        RecPcaOptions recPca = RecPcaOptions.defaults()
                .withFormulation(formulation, price)
                .withColumnScaling(columnScaling)
                .withLaplacian(laplacian)
                .withPreparation(!rowsAsTheyAre, !meanAsItIs);
        return new SolveOptions(data, Optional.ofNullable(embeddings), given(dimension), recPca, historyLength,
                leaveOut != null ? leaveOut : probe ? USUAL_LEFT_OUT_TO_PROBE : 0, Optional.ofNullable(previous),
                probe ? OptionalInt.of(probeUsers == null ? Integer.MAX_VALUE : probeUsers) : OptionalInt.empty(), out);
    }

    private static OptionalInt given(Integer value) {
        return value == null ? OptionalInt.empty() : OptionalInt.of(value);
    }

    private static <E> E named(String text, E[] values, Function<E, String> name) {
        return Arrays.stream(values)
                .filter(value -> name.apply(value).equals(text))
                .findFirst()
                .orElseThrow(() -> new TypeConversionException("must be one of "
                        + Arrays.stream(values).map(name).collect(Collectors.joining(", ")) + ", was " + text));
    }

    static final class FormulationConverter implements ITypeConverter<Formulation> {

        @Override
        public Formulation convert(String text) {
            return named(text, Formulation.values(), Formulation::text);
        }
    }

    static final class ColumnScalingConverter implements ITypeConverter<ColumnScaling> {

        @Override
        public ColumnScaling convert(String text) {
            return named(text, ColumnScaling.values(), ColumnScaling::text);
        }
    }

    static final class LaplacianConverter implements ITypeConverter<Laplacian.Form> {

        @Override
        public Laplacian.Form convert(String text) {
            return named(text, Laplacian.Form.values(), Laplacian.Form::text);
        }
    }
}
