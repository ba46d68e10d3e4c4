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
 * I + λL is positive definite with eigenvalues from 1 to 1 + λ‖L‖, so the steps needed grow as √λ and not with n. An
 * item without neighbours keeps its row. Columns are taken a few at a time, so that what a step touches stays in the
 * processor's cache and memory is four such groups.
 */
final class GraphSmoother {

    private static final int COLUMNS_AT_ONCE = 16;
    /** Far above the √κ ln(2/ε) / 2 steps that λ = 1e6 and ε = 1e-14 would need. */
    private static final int STEP_LIMIT = 100_000;

    private final Laplacian laplacian;
    private final double lambda;

    GraphSmoother(Laplacian laplacian, double lambda) {
        this.laplacian = laplacian;
        this.lambda = lambda;
    }

    /**
     * Y for a block B, n × columns, held row after row.
     *
     * @param tolerance residual of each column relative to its right-hand side
     */
    double[] smooth(double[] block, int columns, double tolerance) {
        double[] smoothed = block.clone();
        for (int first = 0; first < columns && lambda > 0; first += COLUMNS_AT_ONCE) {
            int count = Math.min(COLUMNS_AT_ONCE, columns - first);
            double[] group = new double[laplacian.graph().nodes() * count];
            copy(block, columns, first, group, count, 0, count);
            copy(new ConjugateGradients(group, count).solve(tolerance), count, 0, smoothed, columns, first, count);
        }
        return smoothed;
    }

    private static void copy(double[] source, int sourceColumns, int from, double[] target, int targetColumns, int to,
            int count) {
        for (int i = 0; i * sourceColumns < source.length; i++) {
            System.arraycopy(source, i * sourceColumns + from, target, i * targetColumns + to, count);
        }
    }

    /** One group of columns; each has steps of its own, and stands still once it is done. */
    private final class ConjugateGradients {

        private final int columns;
        private final double[] solution;
        private final double[] residual;
        private final double[] direction;
        private final double[] product;
        private double[] squares;

        ConjugateGradients(double[] block, int columns) {
            this.columns = columns;
            this.solution = new double[block.length];
            this.residual = block;
            this.direction = block.clone();
            this.product = new double[block.length];
            this.squares = dots(block, block);
        }

        double[] solve(double tolerance) {
            double[] goals = squares.clone();
            for (int j = 0; j < columns; j++) {
                goals[j] *= tolerance * tolerance;
            }
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
            laplacian.multiply(direction, columns, product);
            for (int at = 0; at < product.length; at++) {
                product[at] = direction[at] + lambda * product[at];
            }
            double[] curvature = dots(direction, product);
            double[] lengths = new double[columns];
            for (int j = 0; j < columns; j++) {
                lengths[j] = squares[j] > goals[j] ? squares[j] / curvature[j] : 0;
            }
            double[] next = move(lengths);
            for (int j = 0; j < columns; j++) {
                double turn = squares[j] > goals[j] ? next[j] / squares[j] : 0;
                lengths[j] = turn;
                squares[j] = next[j];
            }
            turn(lengths);
        }

        private double[] move(double[] lengths) {
            double[] sums = new double[columns];
            for (int row = 0; row < solution.length; row += columns) {
                for (int j = 0; j < columns; j++) {
                    solution[row + j] += lengths[j] * direction[row + j];
                    double left = residual[row + j] - lengths[j] * product[row + j];
                    residual[row + j] = left;
                    sums[j] += left * left;
                }
            }
            return sums;
        }

        private void turn(double[] turns) {
            for (int row = 0; row < direction.length; row += columns) {
                for (int j = 0; j < columns; j++) {
                    direction[row + j] = residual[row + j] + turns[j] * direction[row + j];
                }
            }
        }

        private double[] dots(double[] one, double[] other) {
            double[] sums = new double[columns];
            for (int row = 0; row < one.length; row += columns) {
                for (int j = 0; j < columns; j++) {
                    sums[j] += one[row + j] * other[row + j];
                }
            }
            return sums;
        }
    }
}
