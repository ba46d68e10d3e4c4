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

    /** Columns, whose products are small beside Z. */
    private static final int CHECKED_AT_ONCE = 8;

    private SpectralSolve() {
    }

    static Reduction solve(Problem problem, ItemProducts products) {
        int size = problem.rows().columns();
        int dimension = problem.dimension();
        double[] gram = products.gram();
        boolean cold = problem.predecessor() == null;
        Eigenpairs ofTexts = DenseEigenproblem.leading(gram, size, cold ? dimension : 1);
        Operator operator = new Operator(
                problem.laplacian(), products, problem.options().smoothness(), ofTexts.values()[0]);
        int found = Math.min(dimension, operator.size());
        StartVectors start = cold
                ? new Texts(products, ofTexts.vectors(), dimension)
                : new ItemsBefore(problem.predecessor(), dimension);
        Eigenpairs pairs = BlockLanczos.leading(operator, found, start, problem.options().convergence());
        double[] items = widened(pairs.vectors(), found, dimension);
        double[] crossProduct = products.transposedTimes(items, dimension);
        Eigenpairs checked = pairs.withResidual(residual(operator, items, crossProduct, pairs));
        double[] projector = LeastSquares.solve(gram, size, crossProduct, dimension);
        projectIsolated(problem, projector, items);
        double kept = Totals.share(Totals.dot(crossProduct, crossProduct), problem.rows().squares());
        return new Reduction(projector, items, widened(checked, dimension), Totals.sum(pairs.values()), kept);
    }

    /**
     * Largest ‖AZ − Zθ‖ relative to θ₁: the products of the iteration were not all exact.
     *
     * @param crossProduct XᵀZ, D × d
     */
    private static double residual(Operator operator, double[] items, double[] crossProduct, Eigenpairs pairs) {
        int dimension = items.length / operator.size();
        double largest = 0;
        for (int first = 0; first < pairs.count(); first += CHECKED_AT_ONCE) {
            int count = Math.min(CHECKED_AT_ONCE, pairs.count() - first);
            double[] block = SmallMatrix.columns(items, dimension, first, count);
            double[] product = operator.products().times(
                    SmallMatrix.columns(crossProduct, dimension, first, count), count);
            largest = Math.max(largest, SmallMatrix.longestResidual(operator.withGraph(product, block, count), block,
                    Arrays.copyOfRange(pairs.values(), first, first + count)));
        }
        return largest / Math.max(Double.MIN_NORMAL, Math.abs(pairs.values()[0]));
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

    /** X V, where V are leading eigenvectors of XᵀX: the answer but for the graph. */
    private record Texts(ItemProducts products, double[] vectors, int count) implements StartVectors {

        @Override
        public double[] mixed(double[] coefficients, int columns) {
            int size = products.rows().columns();
            return products.times(SmallMatrix.product(vectors, size, count, coefficients, columns), columns);
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
            return times(block, columns, 0);
        }

        @Override
        public double[] times(double[] block, int columns, double accuracy) {
            double[] product = products.transposedTimes(block, columns, accuracy);
            return withGraph(products.times(product, columns, accuracy), block, columns);
        }

        /** The product with a block, from XXᵀ times it, which is overwritten. */
        double[] withGraph(double[] product, double[] block, int columns) {
            double[] varied = new double[columns];
            double meaning = top > 0 ? (1 - beta) / top : 0;
            for (int item = 0; item < size(); item++) {
                laplacian.multiplyRow(item, block, columns, varied, 0);
                double share = laplacian.graph().isIsolated(item) ? 0 : beta;
                for (int j = 0, at = item * columns; j < columns; j++, at++) {
                    product[at] = meaning * product[at] + share * (block[at] - varied[j]);
                }
            }
            return product;
        }
    }
}
