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

    /** The operator is only as symmetric as its solves are exact, so they go further than the iteration does. */
    private static final double SOLVE_TO_ITERATION = 0.01;
    private static final double ROUNDING = 1e-15;

    private SmoothedSolve() {
    }

    static Reduction solve(Problem problem, ItemProducts products) {
        RecPcaOptions options = problem.options();
        double tolerance = Math.max(ROUNDING, SOLVE_TO_ITERATION * options.convergence().tolerance());
        GraphSmoother smoother = new GraphSmoother(problem.laplacian(), options.smoothness(), tolerance);
        Operator operator = new Operator(products, smoother);
        int dimension = problem.dimension();
        Eigenpairs pairs = problem.exact()
                ? DenseEigenproblem.leading(operator.toMatrix(), operator.size(), dimension)
                : problem.iterate(operator);
        double[] projected = products.times(pairs.vectors(), dimension);
        double[] items = smoother.smooth(projected, dimension);
        double squares = problem.rows().squares();
        double kept = 2 * Totals.dot(items, projected) - Totals.dot(items, items);
        return new Reduction(pairs.vectors(), items, pairs, squares - Totals.sum(pairs.values()),
                Totals.share(kept, squares));
    }

    /** Xᵀ(I+λL)⁻¹X by products. */
    private record Operator(ItemProducts products, GraphSmoother smoother) implements SymmetricOperator {

        @Override
        public int size() {
            return products.rows().columns();
        }

        @Override
        public double[] times(double[] block, int columns) {
            return products.transposedTimes(smoother.smooth(products.times(block, columns), columns), columns);
        }
    }
}
