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

    /** A reduction whose columns are settled, and how far its items then are from their predecessors. */
    record Settled(Reduction reduction, Alignment alignment) {
    }

    static Settled settle(Reduction reduction, Predecessor predecessor, int dimension) {
        int common = predecessor == null ? 0 : common(predecessor.indices());
        if (common == 0) {
            return new Settled(reduction.scaled(ColumnSigns.of(reduction.projector(), dimension)), Alignment.NONE);
        }
        double[] before = new double[common * dimension];
        gatherBefore(predecessor, dimension, before);
        double[] now = gatherNow(reduction, predecessor.indices(), dimension, common);
        double[] cross = SmallMatrix.transposedProduct(now, common, dimension, before, dimension);
        double[] rotation = Procrustes.rotation(cross, dimension);
        double[] turned = SmallMatrix.product(now, common, dimension, rotation, dimension);
        return new Settled(reduction.rotated(rotation, dimension), alignment(turned, before, dimension));
    }

    private static int common(int[] indices) {
        int common = 0;
        for (int index : indices) {
            common += index < 0 ? 0 : 1;
        }
        return common;
    }

    private static void gatherBefore(Predecessor predecessor, int dimension, double[] before) {
        float[] items = predecessor.items().values();
        int at = 0;
        for (int index : predecessor.indices()) {
            for (int j = 0; j < dimension && index >= 0; j++) {
                before[at++] = items[index * dimension + j];
            }
        }
    }

    private static double[] gatherNow(Reduction reduction, int[] indices, int dimension, int common) {
        double[] now = new double[common * dimension];
        int at = 0;
        for (int item = 0; item < indices.length; item++) {
            if (indices[item] >= 0) {
                System.arraycopy(reduction.items(), item * dimension, now, at, dimension);
                at += dimension;
            }
        }
        return now;
    }

    private static Alignment alignment(double[] now, double[] before, int dimension) {
        double total = 0;
        double largest = 0;
        for (int row = 0; row < now.length; row += dimension) {
            double squares = 0;
            for (int at = row; at < row + dimension; at++) {
                squares += (now[at] - before[at]) * (now[at] - before[at]);
            }
            total += squares;
            largest = Math.max(largest, squares);
        }
        double reference = Totals.dot(before, before);
        return new Alignment(now.length / dimension, Math.sqrt(total / Math.max(reference, Double.MIN_NORMAL)),
                Math.sqrt(largest));
    }
}
