/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.recpca;

/** Vectors near the wanted ones, for an iteration to start from; asked for mixtures only, so they need not be held. */
interface StartVectors {

    /** None at all. */
    StartVectors NONE = of(new double[0], 0);

    int count();

    /** size × columns, from coefficients count × columns. */
    double[] mixed(double[] coefficients, int columns);

    /** @param vectors size × count, row after row */
    static StartVectors of(double[] vectors, int count) {
        return new Held(vectors, count);
    }

    /** Vectors at hand. */
    record Held(double[] vectors, int count) implements StartVectors {

        @Override
        public double[] mixed(double[] coefficients, int columns) {
            return SmallMatrix.product(vectors, vectors.length / count, count, coefficients, columns);
        }
    }
}
