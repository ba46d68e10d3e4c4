/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.recpca;

/**
 * Settles what an eigenproblem leaves open. At a first solve each column's largest entry of P is made positive; later
 * the columns are turned to where the common items were.
 */
final class StableColumns {

    private StableColumns() {
    }

    /** Answers how far the items then are from their predecessors. */
    static Alignment settle(Reduction reduction, Predecessor predecessor, int dimension) {
        int common = predecessor == null ? 0 : predecessor.commonItems();
        if (common == 0) {
            reduction.scale(ColumnSigns.of(reduction.projector(), dimension));
            return Alignment.NONE;
        }
        double[] cross = crossProduct(reduction.items(), predecessor, dimension);
        reduction.rotate(Procrustes.rotation(cross, dimension), dimension);
        return alignment(reduction.items(), predecessor, dimension, common);
    }

    /** ZᵀZ' over the common items, d × d: the others are zeros in Z'. */
    private static double[] crossProduct(double[] items, Predecessor predecessor, int dimension) {
        double[] before = new double[OffHeapMatrix.ROWS_AT_ONCE * dimension];
        try (OffHeapMatrix now = new OffHeapMatrix(OffHeapMatrix.ROWS_AT_ONCE, dimension);
                OffHeapMatrix then = new OffHeapMatrix(OffHeapMatrix.ROWS_AT_ONCE, dimension);
                OffHeapMatrix cross = new OffHeapMatrix(dimension, dimension)) {
            int rows = items.length / dimension;
            for (int first = 0; first < rows; first += OffHeapMatrix.ROWS_AT_ONCE) {
                int count = Math.min(OffHeapMatrix.ROWS_AT_ONCE, rows - first);
                predecessor.read(first, count, before);
                now.load(items, first * dimension, count);
                then.load(before, 0, count);
                cross.addTransposedProduct(now, count, then);
            }
            return cross.toArray();
        }
    }

    private static Alignment alignment(double[] items, Predecessor predecessor, int dimension, int common) {
        double[] before = new double[dimension];
        double total = 0;
        double largest = 0;
        double reference = 0;
        for (int item = 0; item * dimension < items.length; item++) {
            if (predecessor.indices()[item] >= 0) {
                predecessor.read(item, 1, before);
                double squares = 0;
                for (int j = 0; j < dimension; j++) {
                    double moved = items[item * dimension + j] - before[j];
                    squares += moved * moved;
                }
                total += squares;
                largest = Math.max(largest, squares);
                reference += Totals.dot(before, before);
            }
        }
        return new Alignment(common, Math.sqrt(total / Math.max(reference, Double.MIN_NORMAL)), Math.sqrt(largest));
    }
}
