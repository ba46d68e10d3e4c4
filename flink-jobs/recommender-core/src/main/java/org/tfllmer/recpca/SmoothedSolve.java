/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.recpca;

/**
 * W leads Xᵀ(I+λL)⁻¹X; Z = (I+λL)⁻¹XW, which together minimise ‖X − ZWᵀ‖² + λ tr(ZᵀLZ).
 *
 * <p>For given W the best Z is (I+λL)⁻¹XW, and with it the objective is ‖X‖² − tr(WᵀXᵀ(I+λL)⁻¹XW). Every product is a
 * solve on the graph by {@link GraphSmoother}. Exact: D of them make the D × D matrix; iterative: a few blocks.
 */
final class SmoothedSolve {

    /** Where nothing says how exact a solve on the graph need be. */
    private static final double EXACT = 1e-12;
    /** Z is solved for this much further than the iteration goes. */
    private static final double ITEMS_TO_ITERATION = 0.1;

    private SmoothedSolve() {
    }

    static Reduction solve(Problem problem, ItemProducts products) {
        try (GraphSmoother smoother = new GraphSmoother(problem.laplacian(), problem.options().smoothness())) {
            return solve(problem, new Operator(products, smoother));
        }
    }

    private static Reduction solve(Problem problem, Operator operator) {
        int dimension = problem.dimension();
        Eigenpairs pairs = problem.exact()
                ? DenseEigenproblem.leading(operator.toMatrix(), operator.size(), dimension)
                : problem.iterate(operator);
        double[] items = operator.products().times(pairs.vectors(), dimension);
        operator.smoother().smooth(items, dimension,
                ITEMS_TO_ITERATION * problem.options().convergence().tolerance());
        double[] product = operator.products().transposedTimes(items, dimension);
        double squares = problem.rows().squares();
        double kept = 2 * Totals.dot(pairs.vectors(), product) - Totals.dot(items, items);
        Eigenpairs checked = pairs.withResidual(residual(pairs, product));
        return new Reduction(pairs.vectors(), items, checked, squares - Totals.sum(pairs.values()),
                Totals.share(kept, squares));
    }

    /** Of W with Z at hand: the products of an iteration were not exact. */
    private static double residual(Eigenpairs pairs, double[] product) {
        double norm = Math.max(Double.MIN_NORMAL, pairs.values()[0]);
        return SmallMatrix.longestResidual(product, pairs.vectors(), pairs.values()) / norm;
    }

    /** Xᵀ(I+λL)⁻¹X by products. */
    private record Operator(ItemProducts products, GraphSmoother smoother) implements SymmetricOperator {

        @Override
        public int size() {
            return products.rows().columns();
        }

        @Override
        public double[] times(double[] block, int columns) {
            return times(block, columns, EXACT);
        }

        @Override
        public double[] times(double[] block, int columns, double accuracy) {
            double[] items = products.times(block, columns, accuracy);
            smoother.smooth(items, columns, accuracy);
            return products.transposedTimes(items, columns, accuracy);
        }
    }
}
