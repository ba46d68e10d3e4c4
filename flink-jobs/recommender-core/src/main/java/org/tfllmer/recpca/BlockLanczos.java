/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.recpca;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Leading eigenpairs of a symmetric operator, largest first, by products with blocks of vectors.
 *
 *   A V = V H + Q [0 … 0 E]     V  size × k orthonormal, H = VᵀAV, Q the next block of directions
 *
 * Each step appends Q to V, takes the Ritz pairs (θ, Vu) of H, and stops when every wanted ‖AVu − θVu‖ = ‖E u_last‖ is
 * small against ‖A‖; a basis that has grown full is cut back to its leading Ritz vectors (thick restart). Blocks are
 * wider than the pairs wanted, so an eigenvalue may repeat as often. A start block makes it warm.
 * Source: Wu and Simon, "Thick-restart Lanczos method for large symmetric eigenvalue problems", 2000, in blocks.
 */
final class BlockLanczos implements AutoCloseable {

    private static final long SEED = 20_260_420L;
    /** Up to this size a basis of many blocks is small beside D × D; beyond it, memory is what is short. */
    private static final int SMALL = 4096;
    private static final int LEAST_BLOCKS = 3;
    private static final int MOST_BLOCKS = 8;

    private final SymmetricOperator operator;
    private final int wanted;
    private final int width;
    private final int full;
    private final KrylovBasis basis;
    private double[] projected = new double[0];
    private double norm = Double.MIN_NORMAL;
    private long products;

    private BlockLanczos(SymmetricOperator operator, int wanted) {
        this.operator = operator;
        this.wanted = wanted;
        this.width = blockWidth(wanted);
        int blocks = operator.size() <= SMALL ? MOST_BLOCKS : LEAST_BLOCKS;
        this.full = Math.min(blocks, operator.size() / width - 1) * width;
        this.basis = new KrylovBasis(operator.size(), SEED);
    }

    /** How many vectors a product takes at once: some more than are wanted, which speeds up the last ones. */
    static int blockWidth(int wanted) {
        return wanted + Math.max(4, wanted / 8);
    }

    /**
     * @param wanted how many pairs, 1 … size
     * @param start size × startColumns, vectors near the wanted ones, or none
     * @throws ArithmeticException if the residual is above the tolerance at the iteration limit
     */
    static Eigenpairs leading(SymmetricOperator operator, int wanted, double[] start, int startColumns,
            Convergence convergence) {
        if (operator.size() <= (LEAST_BLOCKS + 1) * blockWidth(wanted)) {
            return wholeSpace(operator, wanted);
        }
        try (BlockLanczos lanczos = new BlockLanczos(operator, wanted)) {
            return lanczos.solve(start, startColumns, convergence);
        }
    }

    /** A space of a few blocks is its own Krylov space. */
    private static Eigenpairs wholeSpace(SymmetricOperator operator, int wanted) {
        int size = operator.size();
        Eigenpairs pairs = DenseEigenproblem.leading(operator.toMatrix(), size, wanted);
        return new Eigenpairs(size, pairs.values(), pairs.vectors(), pairs.residual(), 1, size);
    }

    private Eigenpairs solve(double[] start, int startColumns, Convergence convergence) {
        double[] directions = basis.split(widened(start, startColumns), width, 1).directions();
        double residual = Double.POSITIVE_INFINITY;
        for (int step = 1; step <= convergence.iterationLimit(); step++) {
            KrylovBasis.Split split = step(directions);
            Eigenpairs ritz = DenseEigenproblem.leading(projected, basis.columns(), width);
            norm = Math.max(norm, Math.abs(ritz.values()[0]));
            residual = residual(ritz, split.coupling()) / norm;
            if (residual <= convergence.tolerance()) {
                return answer(ritz, residual, step);
            }
            directions = split.directions();
            if (basis.columns() >= full) {
                restart(ritz);
            }
        }
        throw new ArithmeticException("Rec-PCA did not converge in " + convergence.iterationLimit()
                + " steps: residual " + residual + ", tolerance " + convergence.tolerance());
    }

    /** Appends the directions to V and splits what the operator makes of them. */
    private KrylovBasis.Split step(double[] directions) {
        basis.append(directions, width);
        double[] product = operator.times(directions, width);
        products += width;
        norm = Math.max(norm, SmallMatrix.longestColumn(product, width));
        KrylovBasis.Split split = basis.split(product, width, norm);
        projected = grown(projected, split.projections(), basis.columns());
        return split;
    }

    private double[] grown(double[] before, double[] projections, int columns) {
        int old = columns - width;
        double[] grown = new double[columns * columns];
        for (int i = 0; i < columns; i++) {
            for (int j = 0; j < width; j++) {
                grown[i * columns + old + j] = projections[i * width + j];
                grown[(old + j) * columns + i] = projections[i * width + j];
            }
            if (i < old) {
                System.arraycopy(before, i * old, grown, i * columns, old);
            }
        }
        return SmallMatrix.symmetric(grown, columns);
    }

    /** Largest ‖E u_last‖ of the wanted pairs. */
    private double residual(Eigenpairs ritz, double[] coupling) {
        int last = (ritz.size() - width) * width;
        double[] ends = Arrays.copyOfRange(ritz.vectors(), last, last + width * width);
        double[] residuals = SmallMatrix.product(coupling, width, width, ends, width);
        double largest = 0;
        for (int j = 0; j < wanted; j++) {
            double squares = 0;
            for (int i = 0; i < width; i++) {
                squares += residuals[i * width + j] * residuals[i * width + j];
            }
            largest = Math.max(largest, squares);
        }
        return Math.sqrt(largest);
    }

    private void restart(Eigenpairs ritz) {
        basis.restart(ritz.vectors(), width);
        projected = new double[width * width];
        for (int j = 0; j < width; j++) {
            projected[j * width + j] = ritz.values()[j];
        }
    }

    private Eigenpairs answer(Eigenpairs ritz, double residual, int steps) {
        double[] leading = SmallMatrix.firstColumns(ritz.vectors(), width, wanted);
        return new Eigenpairs(operator.size(), Arrays.copyOf(ritz.values(), wanted),
                basis.combine(leading, wanted), residual, steps, products);
    }

    /** The start vectors, with random ones beside them up to a block's width. */
    private double[] widened(double[] start, int startColumns) {
        SplittableRandom random = new SplittableRandom(SEED);
        double[] block = new double[operator.size() * width];
        for (int i = 0; i < operator.size(); i++) {
            for (int j = 0; j < width; j++) {
                block[i * width + j] = j < startColumns ? start[i * startColumns + j] : random.nextDouble() - 0.5;
            }
        }
        return block;
    }

    @Override
    public void close() {
        basis.close();
    }
}
