/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.graph;

import java.io.Serializable;
import java.util.Locale;

/**
 * What a pair weighs by how far apart the two items are in the history; k = 1 for the newest earlier item.
 *
 *   constant  1      reciprocal  1/k      exponential  b^(k − 1)
 *
 * @param base b, between 0 and 1; has no effect on the others
 */
public record DistanceWeight(Form form, double base) implements Serializable {

    /** How the weight falls. */
    public enum Form {
        CONSTANT, RECIPROCAL, EXPONENTIAL;

        /** How the option's value is written. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public DistanceWeight {
        if (!(base > 0 && base <= 1)) { // refuses NaN too
            throw new IllegalArgumentException("graph.distance-base must be above 0 and at most 1, was " + base);
        }
    }

    /** @param distance k, 1 or more */
    public double factor(int distance) {
        return switch (form) {
            case CONSTANT -> 1;
            case RECIPROCAL -> 1.0 / distance;
            case EXPONENTIAL -> Math.pow(base, distance - 1);
        };
    }
}
