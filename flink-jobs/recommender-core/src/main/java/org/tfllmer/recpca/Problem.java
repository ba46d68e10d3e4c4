/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.recpca;

import org.tfllmer.graph.Laplacian;

/**
 * What one solve is given.
 *
 * @param predecessor the solve before, or null
 * @param sums of these items, or null if they are not known yet
 */
record Problem(EmbeddingRows rows, Laplacian laplacian, RecPcaOptions options, Predecessor predecessor,
        ItemSums sums) {

    /** A D × D matrix costs n D² whatever is wanted, an iteration several products a wanted vector. */
    private static final int LARGE = 4096;
    /** The same where each column of the matrix costs a solve on the graph. */
    private static final int PRODUCTS_A_VECTOR = 4;

    ItemSums knownSums() {
        return sums != null ? sums : ItemSums.of(rows, laplacian, options.smoothness());
    }

    boolean exact() {
        return switch (options.convergence().route()) {
            case EXACT -> true;
            case ITERATIVE -> false;
            case AUTO -> options.formulation() == Formulation.SMOOTHED
                    ? rows.columns() <= PRODUCTS_A_VECTOR * dimension()
                    : rows.columns() <= LARGE;
        };
    }

    int dimension() {
        return options.dimension();
    }

    /** Leading eigenvectors of a D × D operator, from the predecessor's basis if there is one. */
    Eigenpairs iterate(SymmetricOperator operator) {
        StartVectors start = predecessor == null
                ? StartVectors.NONE
                : StartVectors.of(predecessor.basis().values(), dimension());
        return BlockLanczos.leading(operator, dimension(), start, options.convergence());
    }
}
