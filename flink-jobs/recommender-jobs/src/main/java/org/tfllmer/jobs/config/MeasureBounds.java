/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.config;

import java.io.Serializable;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;

/**
 * What a generation must keep to in order to be published. A measure that it does not have breaks no bound.
 *
 * @param prefix  of the options, for example {@code rec-pca.}
 * @param atMost  largest value allowed
 * @param atLeast smallest value allowed
 */
public record MeasureBounds<M extends Enum<M> & Measure>(String prefix, Map<M, Double> atMost, Map<M, Double> atLeast)
        implements Serializable {

    static final String REC_PCA = "rec-pca.";
    static final String FINE_TUNE = "fine-tune.";

    private static final String AT_MOST = "at-most.";
    private static final String AT_LEAST = "at-least.";

    public MeasureBounds {
        atMost = Map.copyOf(atMost);
        atLeast = Map.copyOf(atLeast);
    }

    static <M extends Enum<M> & Measure> MeasureBounds<M> of(Configuration from, String prefix, Class<M> measures) {
        return new MeasureBounds<>(
                prefix, bounds(from, prefix + AT_MOST, measures), bounds(from, prefix + AT_LEAST, measures));
    }

    /** The options that bound these measures. */
    static <M extends Enum<M> & Measure> Stream<String> keys(String prefix, Class<M> measures) {
        return Arrays.stream(measures.getEnumConstants())
                .flatMap(measure -> Stream.of(prefix + AT_MOST, prefix + AT_LEAST).map(side -> side + measure.text()));
    }

    private static <M extends Enum<M> & Measure> Map<M, Double> bounds(
            Configuration from, String prefix, Class<M> measures) {
        Map<M, Double> bounds = new EnumMap<>(measures);
        for (M measure : measures.getEnumConstants()) {
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
    public Optional<String> broken(Map<M, Double> measures) {
        for (Map.Entry<M, Double> measured : new TreeMap<>(measures).entrySet()) {
            M measure = measured.getKey();
            double value = measured.getValue();
            if (value > atMost.getOrDefault(measure, Double.POSITIVE_INFINITY)) {
                return Optional.of(said(measure, value, "more", AT_MOST, atMost));
            }
            if (value < atLeast.getOrDefault(measure, Double.NEGATIVE_INFINITY)) {
                return Optional.of(said(measure, value, "less", AT_LEAST, atLeast));
            }
        }
        return Optional.empty();
    }

    private String said(M measure, double value, String word, String side, Map<M, Double> bounds) {
        return measure.text() + " is " + value + ", " + word + " than " + prefix + side + measure.text()
                + " allows: " + bounds.get(measure);
    }
}
