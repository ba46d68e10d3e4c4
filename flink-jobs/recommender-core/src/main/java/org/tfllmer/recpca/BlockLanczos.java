/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.recpca;

import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Leading eigenpairs of a symmetric operator, largest first, by products with blocks of vectors.
 *
 *   A V = V H + Q B     V  size × k orthonormal, H = VᵀAV, Q the next block of directions, B its links to V
 *
 * Each step appends Q to V, takes the Ritz pairs (θ, Vu) of H, and stops when every wanted ‖AVu − θVu‖ = ‖B u‖ is small
 * against ‖A‖; a basis that has grown full is cut back to its leading Ritz vectors (thick restart). Narrow blocks
 * need the fewest products, yet a block of w vectors sees at most w copies of an eigenvalue: if as many as that come
 * out equal, all is done again with blocks twice as wide. Start vectors are mixed at random into the first block.
 * A product may be the less exact the smaller the residual is: later directions have the smaller share in the answer, as
 * long as H has their links to earlier ones from the earlier, more exact products.
 * Sources: Wu and Simon, "Thick-restart Lanczos method for large symmetric eigenvalue problems", 2000, in blocks;
 * Simoncini and Szyld, "Theory of inexact Krylov subspace methods and applications to scientific computing", 2003.
 */
final class BlockLanczos implements AutoCloseable {

    private static final long SEED = 20_260_420L;
    private static final int NARROW = 8;
    /** Blocks for an operator of few rows: more products, each at less. */
    private static final int WIDE = 16;
    /** Up to this size a basis many times as wide as the answer is small beside D × D; beyond it, memory is short. */
    private static final int SMALL = 4096;
    /** Ritz pairs are taken whenever the basis has grown by one part in so many. */
    private static final int LOOK_AFTER = 12;
    /** Equal, of two eigenvalues: apart by less than this share of the norm. */
    private static final double EQUAL = 1e-7;
    /** How much of a start is random, beside the start vectors. */
    private static final double UNSEEN = 0.1;
    /** Of the tolerance, that all inexact products together may come to. */
    private static final double INEXACT = 0.1;

    private final SymmetricOperator operator;
    private final int wanted;
    private final int width;
    private final int full;
    private final KrylovBasis basis;
    private double[] projected = new double[0];
    private double[] links = new double[0];
    private double norm = Double.MIN_NORMAL;
    private long products;

    private BlockLanczos(SymmetricOperator operator, int wanted, int width) {
        this.operator = operator;
        this.wanted = wanted;
        this.width = width;
        int most = operator.size() <= SMALL ? 8 * wanted + 4 * width : 2 * wanted + 3 * width;
        this.full = Math.min(most, operator.size() - width);
        this.basis = new KrylovBasis(operator.size(), full, SEED);
    }

    /**
     * @param wanted how many pairs, 1 … size
     * @throws ArithmeticException if the residual is above the tolerance at the iteration limit
     */
    static Eigenpairs leading(SymmetricOperator operator, int wanted, StartVectors start,
            Convergence convergence) {
        int width = Math.min(operator.size() <= SMALL ? WIDE : NARROW, wanted + 1);
        while (operator.size() > 2 * wanted + 5 * width) {
            try (BlockLanczos lanczos = new BlockLanczos(operator, wanted, width)) {
                Eigenpairs pairs = lanczos.solve(start, convergence);
                if (width > wanted || lanczos.mostCopies(pairs) < width) {
                    return pairs;
                }
            }
            width = Math.min(2 * width, wanted + 1);
        }
        return wholeSpace(operator, wanted);
    }

    /**
     * Leading Ritz pairs of a Krylov space, however near to eigenpairs they are; nothing if half-way no more than a few
     * values are above a least one.
     *
     * @param columns of the space, from a random start; more than {@code wanted}, far fewer than the operator has
     */
    static Optional<Eigenpairs> ofKrylovSpace(SymmetricOperator operator, int wanted, int columns, int few,
            double least) {
        try (BlockLanczos lanczos = new BlockLanczos(operator, wanted, NARROW)) {
            double[] start = lanczos.mixed(StartVectors.NONE);
            double[] directions = lanczos.basis.split(start, NARROW, 1, lanczos.links).directions();
            for (int step = 1; lanczos.basis.columns() < columns; step++) {
                directions = lanczos.step(directions, 0);
                if (step == columns / NARROW / 2 && lanczos.ritz(few + 1).values()[few] <= least) {
                    return Optional.empty();
                }
            }
            Eigenpairs ritz = lanczos.ritz(wanted);
            return Optional.of(
                    lanczos.answer(ritz, lanczos.residual(ritz) / lanczos.norm, lanczos.basis.columns() / NARROW));
        }
    }

    private Eigenpairs ritz(int count) {
        return DenseEigenproblem.leading(projected, basis.columns(), count);
    }

    /** A space not much wider than the answer is its own Krylov space. */
    private static Eigenpairs wholeSpace(SymmetricOperator operator, int wanted) {
        int size = operator.size();
        Eigenpairs pairs = DenseEigenproblem.leading(operator.toMatrix(), size, wanted);
        return new Eigenpairs(size, pairs.values(), pairs.vectors(), pairs.residual(), 1, size);
    }

    private Eigenpairs solve(StartVectors start, Convergence convergence) {
        double[] directions = basis.split(mixed(start), width, 1, links).directions();
        double residual = Double.POSITIVE_INFINITY;
        int looked = 0;
        for (int step = 1; step <= convergence.iterationLimit(); step++) {
            directions = step(directions, INEXACT * convergence.tolerance() / Math.min(1, residual));
            boolean last = basis.columns() + width > full;
            if (basis.columns() < wanted || !last && basis.columns() < looked + looked / LOOK_AFTER) {
                continue;
            }
            looked = basis.columns();
            Eigenpairs ritz = ritz(kept());
            norm = Math.max(norm, Math.abs(ritz.values()[0]));
            residual = residual(ritz) / norm;
            if (residual <= convergence.tolerance()) {
                return answer(ritz, residual, step);
            }
            if (last) {
                restart(ritz);
                looked = 0;
            }
        }
        throw new ArithmeticException("Rec-PCA did not converge in " + convergence.iterationLimit()
                + " steps: residual " + residual + ", tolerance " + convergence.tolerance());
    }

    /** The Ritz vectors that a restart keeps: those wanted, and some of the next. */
    private int kept() {
        return Math.min(basis.columns(), wanted + (full - wanted) / 3);
    }

    /** Appends the directions to V, and answers the new ones in what the operator makes of them. */
    private double[] step(double[] directions, double accuracy) {
        basis.append(directions, width);
        double[] product = operator.times(directions, width, accuracy);
        products += width;
        norm = Math.max(norm, SmallMatrix.longestColumn(product, width));
        KrylovBasis.Split split = basis.split(product, width, norm, links);
        projected = grown(split.lastProjections());
        links = new double[width * basis.columns()];
        for (int i = 0; i < width; i++) {
            System.arraycopy(split.coupling(), i * width, links, (i + 1) * basis.columns() - width, width);
        }
        return split.directions();
    }

    /** H with the rows and columns of the last block: its links to the others were known before its product was. */
    private double[] grown(double[] lastProjections) {
        int columns = basis.columns();
        int old = columns - width;
        double[] grown = new double[columns * columns];
        for (int i = 0; i < old; i++) {
            System.arraycopy(projected, i * old, grown, i * columns, old);
            for (int j = 0; j < width; j++) {
                grown[i * columns + old + j] = links[j * old + i];
                grown[(old + j) * columns + i] = links[j * old + i];
            }
        }
        for (int i = 0; i < width; i++) {
            System.arraycopy(lastProjections, i * width, grown, (old + i) * columns + old, width);
        }
        return SmallMatrix.symmetric(grown, columns);
    }

    /** Largest ‖B u‖ of the wanted pairs. */
    private double residual(Eigenpairs ritz) {
        double[] residuals = SmallMatrix.product(links, width, ritz.size(), ritz.vectors(), ritz.count());
        return SmallMatrix.longestColumn(SmallMatrix.firstColumns(residuals, ritz.count(), wanted), wanted);
    }

    private void restart(Eigenpairs ritz) {
        int kept = ritz.count();
        links = SmallMatrix.product(links, width, ritz.size(), ritz.vectors(), kept);
        basis.restart(ritz.vectors(), kept);
        projected = new double[kept * kept];
        for (int j = 0; j < kept; j++) {
            projected[j * kept + j] = ritz.values()[j];
        }
    }

    private Eigenpairs answer(Eigenpairs ritz, double residual, int steps) {
        double[] vectors = basis.surrenderedFor(
                SmallMatrix.firstColumns(ritz.vectors(), ritz.count(), wanted), wanted);
        return new Eigenpairs(operator.size(), Arrays.copyOf(ritz.values(), wanted), vectors, residual, steps, products);
    }

    /** How many eigenvalues in a row are equal, at most. */
    private int mostCopies(Eigenpairs pairs) {
        double apart = EQUAL * norm;
        int most = 1;
        for (int j = 1, copies = 1; j < pairs.count(); j++) {
            copies = pairs.values()[j - 1] - pairs.values()[j] <= apart ? copies + 1 : 1;
            most = Math.max(most, copies);
        }
        return most;
    }

    /** Random mixtures of the start vectors, and a little of everything else: they may span an invariant subspace. */
    private double[] mixed(StartVectors start) {
        SplittableRandom random = new SplittableRandom(SEED);
        double[] mixture = start.count() == 0
                ? new double[operator.size() * width]
                : start.mixed(random(random, start.count() * width, 1), width);
        double largest = SmallMatrix.longestColumn(mixture, width);
        double[] rest = random(random, mixture.length,
                largest == 0 ? 1 : UNSEEN * largest / Math.sqrt(operator.size()));
        for (int at = 0; at < mixture.length; at++) {
            mixture[at] += rest[at];
        }
        return mixture;
    }

    private static double[] random(SplittableRandom random, int length, double scale) {
        double[] values = new double[length];
        for (int at = 0; at < length; at++) {
            values[at] = scale * (random.nextDouble() - 0.5);
        }
        return values;
    }

    @Override
    public void close() {
        basis.close();
    }
}
