/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.app.backtest;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.tfllmer.backbone.BackboneKind;
import org.tfllmer.recpca.RecPcaOptions;

/**
 * What is compared, and how.
 *
 * @param embeddings name of another file of embeddings than the usual one
 * @param seeds      runs of each trained method, with seeds 1 …
 * @param epochs     of each training
 * @param search     epochs of each training that tries options; 0 tries none
 * @param patience   epochs that may pass without a better NDCG@10 on the validation cases before a training ends and
 *                   its best weights are taken; 0 trains to the end
 * @param recPca     of the methods with Rec-PCA, one or two that the search chooses from; they differ in smoothness, and
 *                   their dimension is that of all methods
 * @param batchSize  sequences to a step on average
 * @param workers    runs at the same time
 */
public record BacktestOptions(Path data, Optional<String> embeddings, List<Method> methods,
        List<BackboneKind> backbones, int seeds, int epochs, int search, int patience, Split split,
        List<RecPcaOptions> recPca, int batchSize, int historyLength, int workers, Path out) {

    /** How what is learned from and what is tested are told apart. */
    public enum Split {
        LEAVE_ONE_OUT,
        TEMPORAL;

        public String text() {
            return this == TEMPORAL ? "temporal" : "leave-one-out";
        }
    }

    public BacktestOptions {
        methods = List.copyOf(methods);
        backbones = List.copyOf(backbones);
        recPca = List.copyOf(recPca);
        atLeast(1, "--seeds", seeds);
        atLeast(1, "--epochs", epochs);
        atLeast(0, "--search-epochs", search);
        atLeast(0, "--patience", patience);
        if (recPca.isEmpty() || recPca.size() > 2) {
            throw new IllegalArgumentException("--smoothness must be one or two prices, was " + prices(recPca));
        }
        atLeast(1, "--batch-size", batchSize);
        atLeast(1, "--history-length", historyLength);
        atLeast(1, "--workers", workers);
    }

    /** Length of an item's vector. */
    int dimension() {
        return recPca.get(0).dimension();
    }

    /** Of total variation, that methods with Rec-PCA choose from. */
    List<Double> prices() {
        return prices(recPca);
    }

    private static List<Double> prices(List<RecPcaOptions> recPca) {
        return recPca.stream().map(RecPcaOptions::smoothness).toList();
    }

    private static void atLeast(int least, String option, int value) {
        if (value < least) {
            throw new IllegalArgumentException(option + " must be " + least + " or more, was " + value);
        }
    }
}
