/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.app;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.tfllmer.app.backtest.Backtest;
import org.tfllmer.app.backtest.BacktestOptions;
import org.tfllmer.app.backtest.Method;
import org.tfllmer.app.solve.SolveOptions;
import org.tfllmer.backbone.BackboneKind;
import org.tfllmer.recpca.Formulation;
import org.tfllmer.recpca.RecPcaOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code recommender backtest}. */
@Command(
        name = "backtest",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Trains and tests methods on a data set: the whole catalogue ranked, without what a user had "
                + "before. Writes results.json, results.csv and report.html; a second call goes on where one stopped.")
final class BacktestCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(names = "--data", required = true, paramLabel = "DIR",
            description = "Folder of a data set (see docs/data-format.md).")
    private Path data;

    @Option(names = "--embeddings", paramLabel = "FILE",
            description = "Name of the embeddings file in the folder. Default: item_embeddings.npy.")
    private String embeddings;

    @Option(names = "--methods", paramLabel = "NAME", split = ",",
            description = "Default: all of popularity, item-knn, ease, random, pca, whitening, alpha-fuse, "
                    + "normalisation, rec-pca, tf-llmer, tf-llmer-frozen.")
    private List<String> methods;

    @Option(names = "--backbones", paramLabel = "NAME", split = ",",
            description = "sasrec, gru4rec or both. Default: both.")
    private List<String> backbones = List.of("sasrec", "gru4rec");

    @Option(names = "--seeds", paramLabel = "N", defaultValue = "3",
            description = "Runs of each trained method. Default: ${DEFAULT-VALUE}.")
    private int seeds;

    @Option(names = "--epochs", paramLabel = "N", defaultValue = "20",
            description = "Of each training. Default: ${DEFAULT-VALUE}.")
    private int epochs;

    @Option(names = "--search-epochs", paramLabel = "N",
            description = "Of each training with the first seed that tries options on the validation cases, for all "
                    + "seeds, four for each method: learning rates of 0.0003, 0.001, 0.003 and 0.01, or where "
                    + "--smoothness has two prices each of them with 0.001 and 0.003; 0 tries none and takes 0.001 "
                    + "and the first price. Default: as --epochs.")
    private Integer search;

    @Option(names = "--patience", paramLabel = "N", defaultValue = "0",
            description = "Ends a training after so many epochs without a better NDCG@10 on the validation cases, and "
                    + "takes its best weights; 0 trains to the end. Default: ${DEFAULT-VALUE}.")
    private int patience;

    @Option(names = "--split", paramLabel = "NAME", defaultValue = "leave-one-out",
            description = "leave-one-out, or temporal: the first 80 %% of the time to learn from, 10 %% to choose "
                    + "options by, 10 %% to test. Default: ${DEFAULT-VALUE}.")
    private String split;

    @Option(names = "--dimension", paramLabel = "N", defaultValue = "64",
            description = "Length of an item's vector. Default: ${DEFAULT-VALUE}.")
    private int dimension;

    @Option(names = "--formulation", paramLabel = "NAME", defaultValue = "smoothed",
            converter = SolveCommand.FormulationConverter.class,
            description = "Of Rec-PCA: projection, smoothed or spectral. Default: ${DEFAULT-VALUE}.")
    private Formulation formulation;

    @Option(names = "--smoothness", paramLabel = "S", split = ",",
            description = "Of Rec-PCA: price of total variation on the graph, or two for the search to choose from. "
                    + "Default: projection 0.5, smoothed 30, spectral 0.1.")
    private List<Double> smoothness;

    @Option(names = "--batch-size", paramLabel = "N", defaultValue = "256",
            description = "Sequences to a step, on average. Default: ${DEFAULT-VALUE}.")
    private int batchSize;

    @Option(names = "--history-length", paramLabel = "N", defaultValue = "20",
            description = "With how many of the user's last distinct items an item co-occurs. "
                    + "Default: ${DEFAULT-VALUE}.")
    private int historyLength;

    @Option(names = "--workers", paramLabel = "N", description = "Runs at the same time. Default: one per core.")
    private Integer workers;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Folder for the results.")
    private Path out;

    @Override
    public Integer call() throws Exception {
        new Backtest(new BacktestOptions(data, Optional.ofNullable(embeddings),
                methods == null ? List.of(Method.values()) : methods.stream().map(Method::named).toList(),
                backbones.stream().map(BacktestCommand::backbone).toList(), seeds, epochs,
                search == null ? epochs : search, patience,
                split(), recPca(), batchSize, historyLength,
                workers == null ? Runtime.getRuntime().availableProcessors() : workers, out),
                spec.commandLine().getOut()).run();
        return ExitCodes.DONE;
    }

    private static BackboneKind backbone(String text) {
        return Arrays.stream(BackboneKind.values())
                .filter(kind -> kind.text().equals(text.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "--backbones must be sasrec, gru4rec or both, was " + text));
    }

    /** One for each price. */
    private List<RecPcaOptions> recPca() {
        SolveOptions.atLeast(1, "--dimension", dimension);
        List<Double> prices = smoothness == null ? List.of(formulation.usualSmoothness()) : smoothness;
        prices.forEach(price -> SolveOptions.checkSmoothness(formulation, price));
        return prices.stream()
                .map(price -> RecPcaOptions.defaults().withDimension(dimension).withFormulation(formulation, price))
                .toList();
    }

    private BacktestOptions.Split split() {
        return Arrays.stream(BacktestOptions.Split.values())
                .filter(one -> one.text().equals(split))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "--split must be leave-one-out or temporal, was " + split));
    }
}
