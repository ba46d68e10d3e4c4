/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.app.backtest;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Options of a training that the validation cases choose.
 *
 * @param smoothness price of total variation; only with Rec-PCA
 */
record Choice(double learningRate, OptionalDouble smoothness) {

    private static final String LEARNING_RATE = "learningRate";
    private static final String SMOOTHNESS = "smoothness";

    static Choice of(Map<String, Double> values) {
        Double smoothness = values.get(SMOOTHNESS);
        return new Choice(values.get(LEARNING_RATE),
                smoothness == null ? OptionalDouble.empty() : OptionalDouble.of(smoothness));
    }

    /** By the names that results have for them. */
    Map<String, Double> values() {
        Map<String, Double> values = new LinkedHashMap<>();
        values.put(LEARNING_RATE, learningRate);
        smoothness.ifPresent(price -> values.put(SMOOTHNESS, price));
        return values;
    }

    /** Names a file. */
    String name() {
        return "rate-" + plain(learningRate)
                + (smoothness.isPresent() ? "-smoothness-" + plain(smoothness.getAsDouble()) : "");
    }

    /** Without an exponent or needless zeros. */
    static String plain(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }
}
