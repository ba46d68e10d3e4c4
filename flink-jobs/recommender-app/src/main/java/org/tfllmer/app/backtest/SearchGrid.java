/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.app.backtest;

import java.util.List;
import java.util.OptionalDouble;

/** What the search tries: four times for each method, so that none leads for having been searched longer. */
final class SearchGrid {

    static final List<Double> RIDGES = List.of(10.0, 50.0, 250.0, 1250.0);
    private static final double USUAL_RATE = 1e-3;
    private static final List<Double> RATES = List.of(3e-4, USUAL_RATE, 3e-3, 1e-2);
    private static final List<Double> MIDDLE_RATES = List.of(USUAL_RATE, 3e-3);

    private SearchGrid() {}

    /** @param prices of total variation, one or two */
    static List<Choice> of(Method method, List<Double> prices) {
        if (!method.usesGraph()) {
            return RATES.stream().map(rate -> new Choice(rate, OptionalDouble.empty())).toList();
        }
        List<Double> rates = prices.size() == 1 ? RATES : MIDDLE_RATES;
        return prices.stream()
                .flatMap(price -> rates.stream().map(rate -> new Choice(rate, OptionalDouble.of(price))))
                .toList();
    }

    /** Where nothing is tried. */
    static Choice usual(Method method, List<Double> prices) {
        return new Choice(USUAL_RATE, method.usesGraph() ? OptionalDouble.of(prices.get(0)) : OptionalDouble.empty());
    }
}
