/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.recpca;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * An orthonormal basis V of size × k that grows by blocks, outside the heap, to a number of columns set in advance.
 *
 *   W = V C + Q E    for a block W, size × w: Q orthonormal and orthogonal to V, C = VᵀW, E  w × w
 *
 * Each pass projects V out of W and makes W orthonormal through the eigenvectors of its Gram matrix, with columns
 * scaled to length 1 first; the first takes C as it is known to be. Passes repeat until nothing is lost, which is "twice
 * is enough" unless W was nearly dependent. A direction of W that vanishes is replaced by a random one with no share in E: so an invariant subspace, a
 * repeated eigenvalue or a zero operator needs no case of its own.
 * Source: Stathopoulos and Wu, "A block orthogonalization procedure with constant synchronization requirements", 2002.
 */
final class KrylovBasis implements AutoCloseable {

    private static final double VANISHED = 1e-15;
    private static final double NOTHING_LOST = 0.7;
    private static final int MOST_PASSES = 8;

    private final int size;
    private final TallMatrix vectors;
    private final SplittableRandom random;
    private int columns;
    private int appended;

    /** @param capacity the most columns that are held at a time */
    KrylovBasis(int size, int capacity, long seed) {
        this.size = size;
        this.vectors = new TallMatrix(size, capacity);
        this.random = new SplittableRandom(seed);
    }

    /** Of a block that was split: Q, the rows of C of the last block of V, and E. */
    record Split(double[] directions, double[] lastProjections, double[] coupling) {
    }

    int columns() {
        return columns;
    }

    /** Appends a block of orthonormal columns that {@link #split} gave. */
    void append(double[] directions, int count) {
        try (OffHeapMatrix block = OffHeapMatrix.of(directions, size, count)) {
            vectors.setColumns(columns, block);
        }
        columns += count;
        appended = count;
    }

    /** V becomes V u. */
    void restart(double[] u, int count) {
        try (OffHeapMatrix factor = OffHeapMatrix.of(u, columns, count)) {
            vectors.multiplyFirst(factor);
        }
        columns = count;
    }

    /** V u, size × count; V is given up for it. */
    double[] surrenderedFor(double[] u, int count) {
        try (OffHeapMatrix factor = OffHeapMatrix.of(u, columns, count)) {
            return vectors.surrenderedFor(factor);
        }
    }

    /**
     * Splits a block into its part in V and what is new.
     *
     * @param scale what counts as no direction at all, relative to it: a size that W's columns can have
     * @param links what is known of C: Cᵀ without the last block of V, width × (columns − width)
     */
    Split split(double[] block, int width, double scale, double[] links) {
        double[] lastProjections = new double[appended * width];
        double[] coupling = SmallMatrix.identity(width);
        try (OffHeapMatrix w = OffHeapMatrix.of(block, size, width)) {
            double kept = 0;
            for (int pass = 0; pass < 2 || kept < NOTHING_LOST; pass++) {
                if (pass == MOST_PASSES) {
                    throw new ArithmeticException("A block of " + width + " vectors of " + size
                            + " cannot be made orthogonal to " + columns + " others: it may hold NaN");
                }
                if (pass == 0) {
                    projectOutLinked(w, links, lastProjections);
                } else {
                    projectOut(w, coupling, lastProjections);
                }
                kept = orthonormalise(w, coupling, pass == 0 ? scale : 1);
            }
            return new Split(w.toArray(), lastProjections, coupling);
        }
    }

    /** The first pass, mostly over the last two blocks: only a restart links a block to all before it. */
    private void projectOutLinked(OffHeapMatrix w, double[] links, double[] lastProjections) {
        if (columns == 0) {
            return;
        }
        int width = w.columns();
        int old = columns - appended;
        int first = firstLinked(links, old);
        double[] share = new double[(columns - first) * width];
        for (int i = first; i < old; i++) {
            for (int j = 0; j < width; j++) {
                share[(i - first) * width + j] = links[j * old + i];
            }
        }
        try (OffHeapMatrix last = new OffHeapMatrix(appended, width)) {
            vectors.transposedTimes(old, w, last);
            last.read(appended, lastProjections, 0);
        }
        System.arraycopy(lastProjections, 0, share, (old - first) * width, appended * width);
        try (OffHeapMatrix factor = OffHeapMatrix.of(share, columns - first, width)) {
            vectors.subtractProduct(first, factor, w);
        }
    }

    /** The first column of V with a link that is not 0. */
    private static int firstLinked(double[] links, int old) {
        int first = old;
        for (int at = 0; at < links.length; at++) {
            if (links[at] != 0) {
                first = Math.min(first, at % old);
            }
        }
        return first;
    }

    private void projectOut(OffHeapMatrix w, double[] coupling, double[] lastProjections) {
        if (columns == 0) {
            return;
        }
        int width = w.columns();
        try (OffHeapMatrix share = new OffHeapMatrix(columns, width)) {
            vectors.transposedTimes(0, w, share);
            vectors.subtractProduct(0, share, w);
            double[] last = Arrays.copyOfRange(share.toArray(), (columns - appended) * width, columns * width);
            double[] added = SmallMatrix.product(last, appended, width, coupling, width);
            for (int at = 0; at < added.length; at++) {
                lastProjections[at] += added[at];
            }
        }
    }

    /** Makes w orthonormal, takes account in the coupling; answers how little was lost: 1 is nothing. */
    private double orthonormalise(OffHeapMatrix w, double[] coupling, double scale) {
        int columns = w.columns();
        double[] gram = gram(w);
        double[] lengths = lengths(gram, columns);
        if (replaceVanished(w, lengths, VANISHED * scale)) {
            for (int j = 0; j < columns; j++) {
                if (lengths[j] <= VANISHED * scale) {
                    Arrays.fill(coupling, j * columns, (j + 1) * columns, 0);
                }
            }
            gram = gram(w);
            lengths = lengths(gram, columns);
        }
        for (int i = 0; i < columns; i++) {
            for (int j = 0; j < columns; j++) {
                gram[i * columns + j] /= lengths[i] * lengths[j];
            }
        }
        Eigenpairs pairs = DenseEigenproblem.leading(gram, columns, columns);
        double[] forward = new double[columns * columns];
        double[] back = new double[columns * columns];
        double least = pairs.values()[0];
        for (int j = 0; j < columns; j++) {
            least = Math.min(least, pairs.values()[j]);
            double root = Math.sqrt(Math.max(pairs.values()[j], VANISHED * pairs.values()[0]));
            for (int i = 0; i < columns; i++) {
                double entry = pairs.vectors()[i * columns + j];
                forward[i * columns + j] = entry / (root * lengths[i]);
                back[j * columns + i] = entry * root * lengths[i];
            }
        }
        try (OffHeapMatrix factor = OffHeapMatrix.of(forward, columns, columns)) {
            w.multiplyFirst(factor);
        }
        System.arraycopy(SmallMatrix.product(back, columns, columns, coupling, columns), 0, coupling, 0,
                coupling.length);
        return Math.min(least, shortest(lengths));
    }

    private boolean replaceVanished(OffHeapMatrix w, double[] lengths, double threshold) {
        if (shortest(lengths) > threshold) {
            return false;
        }
        double[] values = w.toArray();
        for (int j = 0; j < lengths.length; j++) {
            for (int i = 0; i < size && lengths[j] <= threshold; i++) {
                values[i * lengths.length + j] = random.nextDouble() - 0.5;
            }
        }
        w.load(values, 0, size);
        return true;
    }

    private double[] gram(OffHeapMatrix w) {
        try (OffHeapMatrix gram = new OffHeapMatrix(w.columns(), w.columns())) {
            gram.addSquare(w, size, 1);
            return gram.toSymmetricArray();
        }
    }

    private static double[] lengths(double[] gram, int columns) {
        double[] lengths = new double[columns];
        for (int j = 0; j < columns; j++) {
            lengths[j] = Math.sqrt(gram[j * columns + j]);
        }
        return lengths;
    }

    private static double shortest(double[] lengths) {
        return Arrays.stream(lengths).min().orElse(1);
    }

    @Override
    public void close() {
        vectors.close();
    }
}
