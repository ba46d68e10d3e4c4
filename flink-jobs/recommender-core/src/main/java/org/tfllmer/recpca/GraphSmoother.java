/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.recpca;

import org.tfllmer.graph.Laplacian;

/**
 * Solves (I + λL) Y = B for many columns at once by conjugate gradients.
 *
 *   B, Y  n × columns     L  n × n  Laplacian     λ ≥ 0
 *
 * I + λL is positive definite with eigenvalues from 1 to 1 + λ‖L‖, so the steps needed grow as √λ and not with n; a strong
 * λ on many items has its smallest eigenvalues in a {@link CoarseSpace}. An item without neighbours keeps its row. Columns
 * are taken some at a time, so that memory is a few such groups and the nearest cache holds as much of one as it can. Close
 * after use.
 */
final class GraphSmoother implements AutoCloseable {

    /** Rows of so many are added as fast as any. */
    private static final int MOST_COLUMNS = 64;
    private static final int FEWEST_COLUMNS = 16;
    /** Numbers to a group, about. */
    private static final int GROUP = 1 << 20;
    /** Far above the √κ ln(2/ε) / 2 steps that λ = 1e6 and ε = 1e-14 would need. */
    private static final int STEP_LIMIT = 100_000;

    private final Laplacian laplacian;
    private final double lambda;
    /** Or null. */
    private final CoarseSpace coarse;

    GraphSmoother(Laplacian laplacian, double lambda) {
        this.laplacian = laplacian;
        this.lambda = lambda;
        this.coarse = CoarseSpace.of(laplacian, lambda);
    }

    /**
     * Y for a block B, n × columns, held row after row, in its place.
     *
     * @param tolerance residual of each column relative to its right-hand side
     */
    void smooth(double[] block, int columns, double tolerance) {
        int atOnce = Math.max(FEWEST_COLUMNS, Math.min(MOST_COLUMNS, GROUP / laplacian.graph().nodes()));
        for (int first = 0; first < columns && lambda > 0; first += atOnce) {
            int count = Math.min(atOnce, columns - first);
            double[][] group = new double[laplacian.graph().nodes()][count];
            for (int item = 0; item < group.length; item++) {
                System.arraycopy(block, item * columns + first, group[item], 0, count);
            }
            double[][] solution = new ConjugateGradients(group, count).solve(tolerance);
            for (int item = 0; item < group.length; item++) {
                System.arraycopy(solution[item], 0, block, item * columns + first, count);
            }
        }
    }

    @Override
    public void close() {
        if (coarse != null) {
            coarse.close();
        }
    }

    /** One group of columns; each has steps of its own, and stands still once it is done. */
    private final class ConjugateGradients {

        private final int columns;
        private final double[][] solution;
        private final double[][] residual;
        private final double[][] direction;
        /** Of I + λL and the direction; later of M⁻¹ and the residual. */
        private final double[][] product;
        /** rᵀr and rᵀM⁻¹r of each column. */
        private double[] squares;
        private double[] weighed;

        ConjugateGradients(double[][] block, int columns) {
            this.columns = columns;
            this.solution = new double[block.length][columns];
            this.residual = block;
            this.direction = new double[block.length][columns];
            this.product = new double[block.length][columns];
            this.squares = dots(block, block);
            this.weighed = weigh();
        }

        double[][] solve(double tolerance) {
            double[] goals = squares.clone();
            for (int j = 0; j < columns; j++) {
                goals[j] *= tolerance * tolerance;
            }
            turn(new double[columns]);
            for (int step = 0; !done(goals); step++) {
                if (step == STEP_LIMIT) {
                    throw new ArithmeticException("Smoothing on the graph did not converge for λ = " + lambda);
                }
                step(goals);
            }
            return solution;
        }

        private boolean done(double[] goals) {
            for (int j = 0; j < columns; j++) {
                if (squares[j] > goals[j]) {
                    return false;
                }
            }
            return true;
        }

        private void step(double[] goals) {
            double[] curvature = multiply();
            boolean[] open = new boolean[columns];
            double[] lengths = new double[columns];
            for (int j = 0; j < columns; j++) {
                open[j] = squares[j] > goals[j];
                lengths[j] = open[j] ? weighed[j] / curvature[j] : 0;
            }
            squares = move(lengths);
            double[] before = weighed;
            weighed = weigh();
            double[] turns = new double[columns];
            for (int j = 0; j < columns; j++) {
                turns[j] = open[j] ? weighed[j] / before[j] : 0;
            }
            turn(turns);
        }

        /** Takes (I + λL)p; answers pᵀ(I + λL)p. */
        private double[] multiply() {
            double[] curvature = new double[columns];
            for (int item = 0; item < product.length; item++) {
                double[] p = direction[item];
                double[] row = product[item];
                laplacian.multiplyRow(item, direction, row);
                for (int j = 0; j < columns; j++) {
                    row[j] = p[j] + lambda * row[j];
                    curvature[j] += p[j] * row[j];
                }
            }
            return curvature;
        }

        /** Moves along the directions; answers rᵀr of what is left. */
        private double[] move(double[] lengths) {
            double[] sums = new double[columns];
            for (int item = 0; item < product.length; item++) {
                double[] y = solution[item];
                double[] r = residual[item];
                double[] p = direction[item];
                double[] row = product[item];
                for (int j = 0; j < columns; j++) {
                    y[j] += lengths[j] * p[j];
                    r[j] -= lengths[j] * row[j];
                    sums[j] += r[j] * r[j];
                }
            }
            return sums;
        }

        /** Takes M⁻¹r; answers rᵀM⁻¹r. */
        private double[] weigh() {
            if (coarse == null) {
                return squares;
            }
            coarse.precondition(residual, columns, product);
            return dots(residual, product);
        }

        private void turn(double[] turns) {
            double[][] towards = coarse == null ? residual : product;
            for (int item = 0; item < direction.length; item++) {
                double[] p = direction[item];
                double[] z = towards[item];
                for (int j = 0; j < columns; j++) {
                    p[j] = z[j] + turns[j] * p[j];
                }
            }
        }

        private double[] dots(double[][] one, double[][] other) {
            double[] sums = new double[columns];
            for (int item = 0; item < one.length; item++) {
                double[] a = one[item];
                double[] b = other[item];
                for (int j = 0; j < columns; j++) {
                    sums[j] += a[j] * b[j];
                }
            }
            return sums;
        }
    }
}
