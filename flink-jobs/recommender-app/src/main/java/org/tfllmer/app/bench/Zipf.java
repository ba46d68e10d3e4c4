/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.app.bench;

import java.io.Serializable;
import java.util.Arrays;

/** Ranks 0 … size - 1, of which rank r is drawn with a chance in proportion to 1 / (r + 1)^exponent. */
final class Zipf implements Serializable {

    private static final long serialVersionUID = 1L;

    private final double[] reached;

    Zipf(int size, double exponent) {
        reached = new double[size];
        double sum = 0;
        for (int rank = 0; rank < size; rank++) {
            sum += Math.pow(rank + 1, -exponent);
            reached[rank] = sum;
        }
    }

    /** @param uniform at least 0 and less than 1 */
    int rank(double uniform) {
        int at = Arrays.binarySearch(reached, uniform * reached[reached.length - 1]);
        return at < 0 ? -at - 1 : at + 1;
    }
}
