/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.recpca;

import java.util.Arrays;
import org.tfllmer.graph.Laplacian;

/**
 * Q leads (1−β) XXᵀ/σ₁² + β(I−L), an n × n operator known by products only; Z = Q. Also called graph-Laplacian PCA.
 *
 * <p>An item without neighbours has no part in the graph's wish: its row of I − L is taken as zero, so that it cannot
 * claim an eigenvector for itself. P, for new items, is the least-squares map from X to Q, and an item without
 * neighbours gets just what a new one would, xP. With fewer items than d the last columns are zeros.
 * Source: Jiang, Ding, Luo and Tang, "Graph-Laplacian PCA", 2013.
 */
final class SpectralSolve {

    private SpectralSolve() {
    }

    static Reduction solve(Problem problem, ItemProducts products) {
        int size = problem.rows().columns();
        int dimension = problem.dimension();
        double[] gram = products.gram();
        double top = DenseEigenproblem.leading(gram, size, 1).values()[0];
        Operator operator = new Operator(problem.laplacian(), products, problem.options().smoothness(), top);
        int found = Math.min(dimension, operator.size());
        StartVectors start = problem.predecessor() == null
                ? StartVectors.NONE
                : new ItemsBefore(problem.predecessor(), dimension);
        Eigenpairs pairs = BlockLanczos.leading(operator, found, start, problem.options().convergence());
        double[] items = widened(pairs.vectors(), found, dimension);
        double[] crossProduct = products.transposedTimes(items, dimension);
        double[] projector = LeastSquares.solve(gram, size, crossProduct, dimension);
        projectIsolated(problem, projector, items);
        double kept = Totals.share(Totals.dot(crossProduct, crossProduct), problem.rows().squares());
        return new Reduction(projector, items, widened(pairs, dimension), Totals.sum(pairs.values()), kept);
    }

    private static double[] widened(double[] vectors, int found, int dimension) {
        if (found == dimension) {
            return vectors;
        }
        double[] widened = new double[vectors.length / found * dimension];
        for (int i = 0; i * found < vectors.length; i++) {
            System.arraycopy(vectors, i * found, widened, i * dimension, found);
        }
        return widened;
    }

    private static Eigenpairs widened(Eigenpairs pairs, int dimension) {
        return new Eigenpairs(pairs.size(), Arrays.copyOf(pairs.values(), dimension), pairs.vectors(),
                pairs.residual(), pairs.iterations(), pairs.products());
    }

    private static void projectIsolated(Problem problem, double[] projector, double[] items) {
        int dimension = problem.dimension();
        double[] row = new double[problem.rows().columns()];
        for (int item = 0; item < problem.rows().rows(); item++) {
            if (problem.laplacian().graph().isIsolated(item)) {
                Arrays.fill(row, 0);
                problem.rows().addRow(item, 1, row, 0);
                for (int j = 0; j < dimension; j++) {
                    double sum = 0;
                    for (int k = 0; k < row.length; k++) {
                        sum += row[k] * projector[k * dimension + j];
                    }
                    items[item * dimension + j] = sum;
                }
            }
        }
    }

    /** Z of the solve before, an item at a time. */
    private record ItemsBefore(Predecessor predecessor, int count) implements StartVectors {

        @Override
        public double[] mixed(double[] coefficients, int columns) {
            double[] mixed = new double[predecessor.indices().length * columns];
            double[] before = new double[count];
            for (int item = 0; item < predecessor.indices().length; item++) {
                predecessor.read(item, 1, before);
                for (int k = 0; k < count; k++) {
                    for (int j = 0; j < columns; j++) {
                        mixed[item * columns + j] += before[k] * coefficients[k * columns + j];
                    }
                }
            }
            return mixed;
        }
    }

    /** (1−β) XXᵀ/σ₁² + β(I−L) by products. */
    private record Operator(Laplacian laplacian, ItemProducts products, double beta, double top)
            implements SymmetricOperator {

        @Override
        public int size() {
            return products.rows().rows();
        }

        @Override
        public double[] times(double[] block, int columns) {
            double[] product = products.times(products.transposedTimes(block, columns), columns);
            double[] varied = new double[block.length];
            laplacian.multiply(block, columns, varied);
            double meaning = top > 0 ? (1 - beta) / top : 0;
            for (int item = 0; item < size(); item++) {
                double share = laplacian.graph().isIsolated(item) ? 0 : beta;
                for (int at = item * columns; at < (item + 1) * columns; at++) {
                    product[at] = meaning * product[at] + share * (block[at] - varied[at]);
                }
            }
            return product;
        }
    }
}
