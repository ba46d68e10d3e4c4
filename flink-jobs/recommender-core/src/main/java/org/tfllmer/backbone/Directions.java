/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.backbone;

/**
 * Rows scaled to length 1. A model that normalises its items starts from these, (z/‖z‖ + δ) / ‖z/‖z‖ + δ‖: a step of the
 * optimiser then turns each item by as much, where a long z would hardly be turned at all.
 */
final class Directions {

    private Directions() {}

    /** A copy; rows of zeros stay. */
    static float[] of(float[] rows, int columns) {
        float[] directions = rows.clone();
        for (int row = 0; row < rows.length; row += columns) {
            double squares = 0;
            for (int at = row; at < row + columns; at++) {
                squares += (double) rows[at] * rows[at];
            }
            double factor = squares > 0 ? 1 / Math.sqrt(squares) : 0;
            for (int at = row; at < row + columns; at++) {
                directions[at] = (float) (factor * rows[at]);
            }
        }
        return directions;
    }
}
