/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.backbone;

import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The shape of a backbone: whatever decides if stored weights fit, and what their scores mean.
 *
 * @param dimension length d of an item's vector and of the sequence vector
 * @param layers number of self-attention blocks or of recurrent layers
 * @param heads attention heads, a divisor of the dimension; GRU4Rec has 1
 * @param hidden width of SASRec's point-wise network or of GRU4Rec's state
 * @param maxLength how many of a user's latest items are read
 * @param temperature τ in the score h·eᵢ/τ
 */
public record BackboneOptions(
        BackboneKind kind,
        int dimension,
        int layers,
        int heads,
        int hidden,
        int maxLength,
        Normalisation normalisation,
        double temperature) implements Serializable {

    public BackboneOptions {
        OptionChecks.given("backbone.kind", kind);
        OptionChecks.given("backbone.normalisation", normalisation);
        OptionChecks.positive("backbone.dimension", dimension);
        OptionChecks.positive("backbone.layers", layers);
        OptionChecks.positive("backbone.heads", heads);
        OptionChecks.positive("backbone.hidden", hidden);
        OptionChecks.positive("backbone.max-length", maxLength);
        OptionChecks.positive("backbone.temperature", temperature);
        if (dimension % heads != 0) {
            throw new IllegalArgumentException(
                    "backbone.heads must divide backbone.dimension " + dimension + ", was " + heads);
        }
        if (kind == BackboneKind.GRU4REC && heads != 1) {
            throw new IllegalArgumentException("backbone.heads must be 1 for GRU4REC, was " + heads);
        }
    }

    /** Two blocks of two heads over the last 50 items, items normalised, τ = 0.1. */
    public static BackboneOptions sasRec(int dimension) {
        return new BackboneOptions(BackboneKind.SASREC, dimension, 2, 2, dimension, 50, Normalisation.ITEMS, 0.1);
    }

    /** One recurrent layer as wide as an item over the last 50 items, items normalised, τ = 0.1. */
    public static BackboneOptions gru4Rec(int dimension) {
        return new BackboneOptions(BackboneKind.GRU4REC, dimension, 1, 1, dimension, 50, Normalisation.ITEMS, 0.1);
    }

    /** Says of each option that differs what it is here and what it is wanted to be. */
    List<String> differencesTo(BackboneOptions wanted) {
        Map<String, Object> theirs = wanted.byName();
        return byName().entrySet().stream()
                .filter(option -> !option.getValue().equals(theirs.get(option.getKey())))
                .map(option -> option.getKey() + " is " + option.getValue()
                        + ", but must be " + theirs.get(option.getKey()))
                .toList();
    }

    /** All options, named as a user writes them. */
    public Map<String, Object> byName() {
        Map<String, Object> options = new LinkedHashMap<>();
        options.put("backbone.kind", kind);
        options.put("backbone.dimension", dimension);
        options.put("backbone.layers", layers);
        options.put("backbone.heads", heads);
        options.put("backbone.hidden", hidden);
        options.put("backbone.max-length", maxLength);
        options.put("backbone.normalisation", normalisation);
        options.put("backbone.temperature", temperature);
        return options;
    }
}
