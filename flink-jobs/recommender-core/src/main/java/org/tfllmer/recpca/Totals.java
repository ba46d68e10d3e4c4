/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.recpca;

/** Plain sums over arrays. */
final class Totals {

    private Totals() {
    }

    static double sum(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }

    static double dot(double[] one, double[] other) {
        double sum = 0;
        for (int at = 0; at < one.length; at++) {
            sum += one[at] * other[at];
        }
        return sum;
    }

    /** part / whole, or 1 if the whole is nothing. */
    static double share(double part, double whole) {
        return whole > 0 ? part / whole : 1;
    }
}
