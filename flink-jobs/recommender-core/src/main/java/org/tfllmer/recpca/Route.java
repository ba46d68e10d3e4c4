/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.recpca;

import java.util.Locale;

/** How the eigenvectors are found. */
public enum Route {
    /** Whichever is cheaper for the sizes at hand. */
    AUTO,
    /** Through a D × D matrix and LAPACK; for {@link Formulation#SPECTRAL} there is none, and products are used. */
    EXACT,
    /** By products with X and the graph only. */
    ITERATIVE;

    /** How the option's value is written. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
