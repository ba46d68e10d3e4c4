/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.config;

import java.io.Serializable;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.configuration.Configuration;

/**
 * What a generation must keep to in order to be published. A measure that a solve does not have breaks no bound.
 *
 * @param atMost  largest value allowed
 * @param atLeast smallest value allowed
 */
public record MeasureBounds(Map<SolveMeasure, Double> atMost, Map<SolveMeasure, Double> atLeast)
        implements Serializable {

    static final String AT_MOST = "rec-pca.at-most.";
    static final String AT_LEAST = "rec-pca.at-least.";

    public MeasureBounds {
        atMost = Map.copyOf(atMost);
        atLeast = Map.copyOf(atLeast);
    }

    static MeasureBounds of(Configuration from) {
        return new MeasureBounds(bounds(from, AT_MOST), bounds(from, AT_LEAST));
    }

    private static Map<SolveMeasure, Double> bounds(Configuration from, String prefix) {
        Map<SolveMeasure, Double> bounds = new EnumMap<>(SolveMeasure.class);
        for (SolveMeasure measure : SolveMeasure.values()) {
            String text = from.getString(prefix + measure.text(), null);
            if (text != null) {
                bounds.put(measure, number(prefix + measure.text(), text));
            }
        }
        return bounds;
    }

    private static double number(String key, String text) {
        try {
            double number = Double.parseDouble(text);
            if (!Double.isNaN(number)) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            throw new IllegalArgumentException(key + " must be a number, was " + text, notANumber);
        }
        throw new IllegalArgumentException(key + " must be a number, was " + text);
    }

    /** What is wrong, naming option and value; empty if nothing is. */
    public Optional<String> broken(Map<SolveMeasure, Double> measures) {
        for (SolveMeasure measure : SolveMeasure.values()) {
            Double value = measures.get(measure);
            if (value != null && value > atMost.getOrDefault(measure, Double.POSITIVE_INFINITY)) {
                return Optional.of(said(measure, value, "more", AT_MOST, atMost));
            }
            if (value != null && value < atLeast.getOrDefault(measure, Double.NEGATIVE_INFINITY)) {
                return Optional.of(said(measure, value, "less", AT_LEAST, atLeast));
            }
        }
        return Optional.empty();
    }

    private static String said(SolveMeasure measure, double value, String side, String prefix,
            Map<SolveMeasure, Double> bounds) {
        return measure.text() + " is " + value + ", " + side + " than " + prefix + measure.text() + " allows: "
                + bounds.get(measure);
    }
}
