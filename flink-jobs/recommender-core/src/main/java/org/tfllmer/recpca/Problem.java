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

    /** A D × D matrix costs n D² whatever is wanted; an iteration about 10 products with a block of vectors. */
    private static final int BLOCKS_TO_A_MATRIX = 24;
    /** The same where each column of the matrix costs a solve on the graph. */
    private static final int BLOCKS_TO_A_SMOOTHED_MATRIX = 4;

    ItemSums knownSums() {
        return sums != null ? sums : ItemSums.of(rows, laplacian);
    }

    boolean exact() {
        return switch (options.convergence().route()) {
            case EXACT -> true;
            case ITERATIVE -> false;
            case AUTO -> sums != null || rows.columns() <= cheapestBlocks() * BlockLanczos.blockWidth(dimension());
        };
    }

    private int cheapestBlocks() {
        return options.formulation() == Formulation.SMOOTHED ? BLOCKS_TO_A_SMOOTHED_MATRIX : BLOCKS_TO_A_MATRIX;
    }

    int dimension() {
        return options.dimension();
    }

    /** Leading eigenvectors of a D × D operator, from the predecessor's basis if there is one. */
    Eigenpairs iterate(SymmetricOperator operator) {
        double[] start = predecessor == null ? new double[0] : predecessor.solution().basis().values();
        return BlockLanczos.leading(operator, dimension(), start, predecessor == null ? 0 : dimension(),
                options.convergence());
    }
}
