/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.dataset;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tfllmer.tensors.Float16Matrix;
import org.tfllmer.tensors.Float32Matrix;

/**
 * Stands in for a language model: text vectors with the traits that make raw ones hard to train on. A direction that
 * all share, strong clusters by category and product, only a trace of the taste that users go by, and uneven norms.
 *
 * <pre>
 *   x = ν (SHARED s + CATEGORY c + PRODUCT p + TASTE t + OWN r) / ‖…‖
 *   s, c, p, t, r   random directions, length 1     ν   norm, log-normal
 * </pre>
 */
final class ShopVectors {

    private static final int DIMENSION = 256;
    private static final double SHARED = 0.7;
    private static final double CATEGORY = 0.8;
    private static final double PRODUCT = 0.5;
    private static final double TASTE = 0.4;
    private static final double OWN = 0.6;
    /** Puts a factor of about ten between the longest and the shortest of a thousand. */
    private static final double NORM_SPREAD = 0.36;

    private final ShopRandom random;
    private final Map<Object, double[]> directions = new HashMap<>();

    private ShopVectors(ShopRandom random) {
        this.random = random;
    }

    /** Row i belongs to item i. */
    static Float16Matrix of(List<ShopItem> items, ShopRandom random) {
        ShopVectors vectors = new ShopVectors(random);
        float[] values = new float[items.size() * DIMENSION];
        for (int i = 0; i < items.size(); i++) {
            double[] vector = vectors.vector(items.get(i));
            for (int j = 0; j < DIMENSION; j++) {
                values[i * DIMENSION + j] = (float) vector[j];
            }
        }
        return Float16Matrix.rounded(new Float32Matrix(items.size(), DIMENSION, values));
    }

    private double[] vector(ShopItem item) {
        double[] sum = new double[DIMENSION];
        addInPlace(sum, SHARED, of("shared"));
        addInPlace(sum, CATEGORY, of(item.category()));
        addInPlace(sum, PRODUCT, of(item.product()));
        addInPlace(sum, TASTE, of(item.taste()));
        addInPlace(sum, OWN, random.direction(DIMENSION));
        scaleInPlace(sum, random.factor(NORM_SPREAD));
        return sum;
    }

    private double[] of(Object meaning) {
        return directions.computeIfAbsent(meaning, unknown -> random.direction(DIMENSION));
    }

    private static void addInPlace(double[] sum, double weight, double[] direction) {
        for (int i = 0; i < DIMENSION; i++) {
            sum[i] += weight * direction[i];
        }
    }

    private static void scaleInPlace(double[] vector, double length) {
        double squares = 0;
        for (double value : vector) {
            squares += value * value;
        }
        double scale = length / Math.sqrt(squares);
        for (int i = 0; i < DIMENSION; i++) {
            vector[i] *= scale;
        }
    }
}
