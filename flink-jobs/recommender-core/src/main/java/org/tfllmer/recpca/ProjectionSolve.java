/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.recpca;

/**
 * W leads XᵀX − λXᵀLX; Z = XW.
 *
 * <p>Exact: the D × D matrix from sums over the items, n D² + |E| D, and LAPACK.
 * Iterative: 4 n D + 2 |E| operations a vector, and no D × D matrix.
 */
final class ProjectionSolve {

    private ProjectionSolve() {
    }

    static Reduction solve(Problem problem, ItemProducts products) {
        Eigenpairs pairs = problem.exact() ? onMatrix(problem) : problem.iterate(new Operator(problem, products));
        double[] items = products.times(pairs.vectors(), problem.dimension());
        double kept = Totals.share(Totals.dot(items, items), problem.rows().squares());
        return new Reduction(pairs.vectors(), items, pairs, Totals.sum(pairs.values()), kept);
    }

    private static Eigenpairs onMatrix(Problem problem) {
        RecPcaOptions options = problem.options();
        double[] matrix = problem.knownSums().objectiveMatrix(options.centring());
        return DenseEigenproblem.leading(matrix, problem.rows().columns(), problem.dimension());
    }

    /** XᵀX − λXᵀLX by products. */
    private record Operator(Problem problem, ItemProducts products) implements SymmetricOperator {

        @Override
        public int size() {
            return problem.rows().columns();
        }

        @Override
        public double[] times(double[] block, int columns) {
            double[] items = products.times(block, columns);
            double[] varied = new double[items.length];
            problem.laplacian().multiply(items, columns, varied);
            double lambda = problem.options().smoothness();
            for (int at = 0; at < items.length; at++) {
                items[at] -= lambda * varied[at];
            }
            return products.transposedTimes(items, columns);
        }
    }
}
