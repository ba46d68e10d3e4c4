/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.recpca;

import java.util.Arrays;
import org.tfllmer.tensors.FloatMatrix;

/**
 * The language-model embeddings as the solver sees them: scaled to length 1 if asked, minus a reference vector.
 *
 * <p>A row of zeros is an item without a vector: it takes no part in the mean and reads as the reference itself, zeros.
 * Rows are prepared as they are read, so X is never copied beyond a block.
 */
final class EmbeddingRows {

    /** Rows to a block: enough for full speed in the products, small beside X. */
    static final int BLOCK = 128;

    /** Relative to the embeddings' length: what rounding leaves when the mean is subtracted from equal rows. */
    private static final double ALIKE = 1e-12;
    /** What is left of a difference, relative to its terms, that is worth computing in another way. */
    private static final double CANCELLED = 1e-6;

    private final FloatMatrix source;
    private final double[] factors;
    /** Of the scaled rows, and of their squares. */
    private final double[] sum;
    private final double sumOfSquares;
    private final double[] reference;
    private final float[] row;
    private final float[] block;

    private EmbeddingRows(FloatMatrix source, double[] factors, double[] sum, double sumOfSquares,
            double[] reference) {
        this.source = source;
        this.factors = factors;
        this.sum = sum;
        this.sumOfSquares = sumOfSquares;
        this.reference = reference;
        this.row = new float[source.columns()];
        this.block = new float[Math.min(BLOCK, source.rows()) * source.columns()];
    }

    /**
     * Rows minus their mean, or minus nothing without centring. If all are alike but for rounding, they read as zeros.
     *
     * @throws IllegalArgumentException if a component is NaN or infinite; the message names item and component
     */
    static EmbeddingRows of(FloatMatrix source, boolean scaled, boolean centred) {
        double[] factors = new double[source.rows()];
        double[] sum = new double[source.columns()];
        double sumOfSquares = 0;
        float[] row = new float[source.columns()];
        for (int item = 0; item < source.rows(); item++) {
            source.read(item, 1, row);
            double length = length(item, row);
            double factor = length == 0 ? 0 : scaled ? 1 / length : 1;
            factors[item] = factor;
            sumOfSquares += factor * length * factor * length;
            for (int k = 0; k < sum.length; k++) {
                sum[k] += factor * row[k];
            }
        }
        EmbeddingRows rows = new EmbeddingRows(source, factors, sum, sumOfSquares, new double[sum.length]);
        return centred ? rows.centred() : rows;
    }

    private EmbeddingRows centred() {
        double count = Math.max(1, withVector());
        double[] mean = Arrays.stream(sum).map(entry -> entry / count).toArray();
        EmbeddingRows centred = seenFrom(mean);
        return centred.squares() > ALIKE * ALIKE * sumOfSquares
                ? centred
                : new EmbeddingRows(source, new double[rows()], new double[columns()], 0, mean);
    }

    /** The same embeddings, seen from another reference. */
    EmbeddingRows seenFrom(double[] otherReference) {
        return new EmbeddingRows(source, factors, sum, sumOfSquares, otherReference);
    }

    private static double length(int item, float[] row) {
        double squares = 0;
        for (float component : row) {
            squares += (double) component * component;
        }
        if (!Double.isFinite(squares)) {
            throw new IllegalArgumentException("Language-model embedding of item " + item + " has "
                    + Components.firstNotFinite(row));
        }
        return Math.sqrt(squares);
    }

    int rows() {
        return source.rows();
    }

    int columns() {
        return source.columns();
    }

    double[] reference() {
        return reference;
    }

    boolean hasVector(int item) {
        return factors[item] != 0;
    }

    /** Σ ‖row‖². */
    double squares() {
        int count = withVector();
        double squares = sumOfSquares;
        for (int k = 0; k < reference.length; k++) {
            squares += reference[k] * (count * reference[k] - 2 * sum[k]);
        }
        return squares > CANCELLED * sumOfSquares ? squares : squaresOneByOne();
    }

    private double squaresOneByOne() {
        double squares = 0;
        double[] values = new double[columns()];
        for (int item = 0; item < rows(); item++) {
            Arrays.fill(values, 0);
            addRow(item, 1, values, 0);
            for (double value : values) {
                squares += value * value;
            }
        }
        return squares;
    }

    /** ‖diag(f) S‖ / ‖X‖: by how much a reference far from the origin enlarges what is subtracted; ∞ for X = 0. */
    double enlarged() {
        return Math.sqrt(sumOfSquares / squares());
    }

    int withVector() {
        int count = 0;
        for (double factor : factors) {
            count += factor == 0 ? 0 : 1;
        }
        return count;
    }

    /** What scales an item's stored row; 0 without a vector. */
    double factor(int item) {
        return factors[item];
    }

    /** Some rows of diag(f) u, n × columns, into the start of {@code target}; f are the factors. */
    void scale(double[] u, int columns, int first, int count, double[] target) {
        for (int i = 0; i < count; i++) {
            double factor = factors[first + i];
            for (int j = 0; j < columns; j++) {
                target[i * columns + j] = factor * u[(first + i) * columns + j];
            }
        }
    }

    /** Reads rows as they are stored, neither scaled nor seen from the reference. */
    void readStored(int first, int count, float[] target) {
        source.read(first, count, target);
    }

    /** Reads up to {@link #BLOCK} rows into the start of {@code target}. */
    void read(int first, int count, double[] target) {
        source.read(first, count, block);
        int columns = columns();
        for (int i = 0; i < count; i++) {
            int start = i * columns;
            if (hasVector(first + i)) {
                prepare(block, start, factors[first + i], target);
            } else {
                Arrays.fill(target, start, start + columns, 0);
            }
        }
    }

    /**
     * Reads up to {@link #BLOCK} rows of Y = [X 1] from a column on, each as so many columns of {@code target}. The
     * ones are where there is a vector; an item without one reads as zeros.
     */
    void readExtended(int first, int count, int firstColumn, int columnCount, double[] target) {
        int embedded = Math.min(columnCount, columns() - firstColumn);
        source.read(first, count, firstColumn, embedded, block);
        for (int i = 0; i < count; i++) {
            double factor = factors[first + i];
            int to = i * columnCount;
            for (int k = 0; k < embedded; k++) {
                target[to + k] = factor * block[i * embedded + k] - reference[firstColumn + k];
            }
            if (factor == 0) {
                Arrays.fill(target, to, to + columnCount, 0);
            } else if (embedded < columnCount) {
                target[to + embedded] = 1;
            }
        }
    }

    /** Yᵀ1: the sum of the rows, and how many have a vector. D + 1. */
    double[] total() {
        double[] total = Arrays.copyOf(sum, columns() + 1);
        int count = withVector();
        for (int k = 0; k < reference.length; k++) {
            total[k] -= count * reference[k];
        }
        total[columns()] = count;
        return total;
    }

    private void prepare(float[] values, int start, double factor, double[] target) {
        for (int k = 0; k < reference.length; k++) {
            target[start + k] = factor * values[start + k] - reference[k];
        }
    }

    /** Adds weight · (the item's row) to {@code target}, from an offset on. */
    void addRow(int item, double weight, double[] target, int offset) {
        if (hasVector(item)) {
            source.read(item, 1, row);
            addRow(weight, weight * factors[item], target, offset);
        }
    }

    private void addRow(double weight, double factor, double[] target, int offset) {
        for (int k = 0; k < row.length; k++) {
            target[offset + k] += factor * row[k] - weight * reference[k];
        }
    }

    /** Whether an item here and one there have the same vector, bit for bit, and read alike. */
    boolean sameVector(int item, EmbeddingRows other, int otherItem) {
        if (factors[item] != other.factors[otherItem]) {
            return false;
        }
        source.read(item, 1, row);
        other.source.read(otherItem, 1, other.row);
        return Arrays.equals(row, other.row);
    }
}
