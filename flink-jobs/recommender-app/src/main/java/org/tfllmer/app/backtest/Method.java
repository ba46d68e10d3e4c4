/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.app.backtest;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What is compared. */
public enum Method {
    /** The most popular items, the same for everybody. */
    POPULARITY(Kind.UNTRAINED),
    /** Neighbours on the co-occurrence graph; Sarwar et al. 2001. */
    ITEM_KNN(Kind.UNTRAINED),
    /** A linear model in closed form; Steck 2019. */
    EASE(Kind.UNTRAINED),
    /** Random item vectors: the backbone as published, without texts. */
    RANDOM(Kind.TRAINED),
    /** Item vectors start at a PCA of the texts' vectors, as LLMInit (Zhang et al. 2025) and others do. */
    PCA(Kind.TRAINED),
    /** The same with components of equal variance; WhitenRec, Zhang et al. 2024. */
    WHITENING(Kind.TRAINED),
    /** The leading components whitened and frozen, the others, a null space, learned; AlphaFuse, Hu et al. 2025. */
    ALPHA_FUSE(Kind.TRAINED),
    /** PCA, and items of length 1: half of TF-LLMER. */
    NORMALISATION(Kind.TRAINED),
    /** Rec-PCA without normalisation: the other half. */
    REC_PCA(Kind.TRAINED),
    /** Rec-PCA and items of length 1; Zhu and Zhang 2026. */
    TF_LLMER(Kind.TRAINED),
    /** The same with item vectors left as they are. */
    TF_LLMER_FROZEN(Kind.TRAINED);

    private enum Kind {
        UNTRAINED,
        TRAINED
    }

    private final Kind kind;

    Method(Kind kind) {
        this.kind = kind;
    }

    /** Whether there is a backbone, and so a seed. */
    boolean isTrained() {
        return kind == Kind.TRAINED;
    }

    /** Whether item vectors have length 1. */
    boolean normalises() {
        return this == NORMALISATION || this == TF_LLMER || this == TF_LLMER_FROZEN;
    }

    /** Whether item vectors start at Rec-PCA, and so at a price of total variation on the graph. */
    boolean usesGraph() {
        return this == REC_PCA || this == TF_LLMER || this == TF_LLMER_FROZEN;
    }

    /** How the command line and the results write it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** @throws IllegalArgumentException for another text */
    public static Method named(String text) {
        return Arrays.stream(values())
                .filter(method -> method.text().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("--methods must be of "
                        + Arrays.stream(values()).map(Method::text).collect(Collectors.joining(", "))
                        + ", was " + text));
    }
}
