/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.recpca;

import java.io.Serializable;

/**
 * How the eigenvectors are found and when they are good enough.
 *
 * @param tolerance largest ‖Mv − θv‖ / ‖M‖ of an eigenpair that an iteration may stop at
 * @param iterationLimit how many steps an iteration may take before the solve fails
 */
public record Convergence(Route route, double tolerance, int iterationLimit) implements Serializable {

    public Convergence {
        if (!(tolerance > 0 && tolerance < 1)) { // refuses NaN too
            throw new IllegalArgumentException(
                    "rec-pca.tolerance must be between 0 and 1, both excluded, was " + tolerance);
        }
        if (iterationLimit < 1) {
            throw new IllegalArgumentException("rec-pca.iteration-limit must be 1 or more, was " + iterationLimit);
        }
    }

    /** The route by size, a residual of 5e-7 and no more than 500 steps. */
    public static Convergence defaults() {
        return new Convergence(Route.AUTO, 5e-7, 500);
    }
}
