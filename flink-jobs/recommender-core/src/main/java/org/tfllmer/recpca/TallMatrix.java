/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.recpca;

import java.util.ArrayList;
import java.util.List;

/** A matrix of many rows and some columns outside the heap, in parts, whose memory is given back one by one. */
final class TallMatrix implements AutoCloseable {

    private static final int ROWS_OF_A_PART = 16_384;

    private final int rows;
    private final List<OffHeapMatrix> parts = new ArrayList<>();

    TallMatrix(int rows, int columns) {
        this.rows = rows;
        for (int first = 0; first < rows; first += ROWS_OF_A_PART) {
            parts.add(new OffHeapMatrix(Math.min(ROWS_OF_A_PART, rows - first), columns));
        }
    }

    /** Overwrites columns from {@code first} on with those of a matrix of as many rows. */
    void setColumns(int first, OffHeapMatrix other) {
        for (int part = 0; part < parts.size(); part++) {
            parts.get(part).setColumns(first, other, part * ROWS_OF_A_PART);
        }
    }

    /** Vᵀ w, of as many columns of this, from {@code first} on, as {@code product} has rows, which starts as zeros. */
    void transposedTimes(int first, OffHeapMatrix w, OffHeapMatrix product) {
        for (int part = 0; part < parts.size(); part++) {
            product.addTransposedProductOfColumns(parts.get(part), first, w, part * ROWS_OF_A_PART);
        }
    }

    /** w −= V c, of as many columns of this, from {@code first} on, as c has rows. */
    void subtractProduct(int first, OffHeapMatrix c, OffHeapMatrix w) {
        for (int part = 0; part < parts.size(); part++) {
            w.subtractProductOfColumns(parts.get(part), first, c, part * ROWS_OF_A_PART);
        }
    }

    /** The first columns, as many as the factor has rows, times the factor, in their place. */
    void multiplyFirst(OffHeapMatrix factor) {
        parts.forEach(part -> part.multiplyFirst(factor));
    }

    /** The first columns, as many as the factor has rows, times the factor, row after row; this is given up for it. */
    double[] surrenderedFor(OffHeapMatrix factor) {
        for (int part = 0; part < parts.size(); part++) {
            try (OffHeapMatrix whole = parts.get(part)) {
                OffHeapMatrix product = new OffHeapMatrix(whole.rows(), factor.columns());
                product.setProduct(whole, whole.rows(), factor);
                parts.set(part, product);
            }
        }
        double[] product = new double[rows * factor.columns()];
        for (int part = 0; part < parts.size(); part++) {
            parts.get(part).read(parts.get(part).rows(), product, part * ROWS_OF_A_PART * factor.columns());
        }
        return product;
    }

    @Override
    public void close() {
        parts.forEach(OffHeapMatrix::close);
    }
}
