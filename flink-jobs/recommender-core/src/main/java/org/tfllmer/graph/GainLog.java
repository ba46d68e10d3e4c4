/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.graph;

import java.util.Arrays;

/**
 * Takes down pairs as they come, 16 bytes each, and adds them up for both ends in one go: by counting sorts, in time
 * O(pairs + items · log items).
 */
public final class GainLog {

    private static final int ITEMS = 512;

    private ItemNumbers items = new ItemNumbers(ITEMS);
    private int[] later = new int[1024];
    private int[] earlier = new int[1024];
    private double[] weights = new double[1024];
    private int size;

    /** Is told what each item gains, sorted by item. */
    public interface Gains {

        void of(String itemId, PackedEdges gain);
    }

    /** Pairs taken down. */
    public int size() {
        return size;
    }

    /**
     * What was taken down, as state keeps it.
     *
     * @param items   each once
     * @param later   of each pair, index into items
     * @param earlier of each pair, index into items
     */
    public record Stored(String[] items, int[] later, int[] earlier, double[] weights) {}

    public Stored stored() {
        return new Stored(items.all(), Arrays.copyOf(later, size), Arrays.copyOf(earlier, size),
                Arrays.copyOf(weights, size));
    }

    public void add(Stored stored) {
        for (int i = 0; i < stored.weights.length; i++) {
            add(items.of(stored.items[stored.later[i]]), items.of(stored.items[stored.earlier[i]]), stored.weights[i]);
        }
    }

    /** @param factor of all weights */
    public void add(String laterItem, String[] earlierItems, double[] pairWeights, double factor) {
        int number = items.of(laterItem);
        for (int i = 0; i < earlierItems.length; i++) {
            add(number, items.of(earlierItems[i]), pairWeights[i] * factor);
        }
    }

    private void add(int laterItem, int earlierItem, double weight) {
        if (size == later.length) {
            grow();
        }
        later[size] = laterItem;
        earlier[size] = earlierItem;
        weights[size++] = weight;
    }

    private void grow() {
        later = Arrays.copyOf(later, 2 * size);
        earlier = Arrays.copyOf(earlier, 2 * size);
        weights = Arrays.copyOf(weights, 2 * size);
    }

    /** Tells all and begins anew. A gain of 0 is told too: the pair was added to. */
    public void drain(Gains gains) {
        ItemNumbers.Ranked ranked = items.ranked();
        Cells byLater = sorted(ranked).summed();
        Cells byEarlier = byLater.transposed(ranked.item().length);
        items = new ItemNumbers(ITEMS);
        size = 0;
        tell(ranked, byLater, byEarlier, gains);
    }

    private Cells sorted(ItemNumbers.Ranked ranked) {
        int[] rows = new int[size];
        int[] columns = new int[size];
        for (int i = 0; i < size; i++) {
            rows[i] = ranked.rank()[later[i]];
            columns[i] = ranked.rank()[earlier[i]];
        }
        int count = ranked.item().length;
        return new Cells(columns, rows, weights, size).transposed(count).transposed(count).transposed(count);
    }

    private static void tell(ItemNumbers.Ranked ranked, Cells after, Cells before, Gains gains) {
        int atAfter = 0;
        int atBefore = 0;
        for (int row = 0; row < ranked.item().length; row++) {
            int endAfter = after.endOfRow(row, atAfter);
            int endBefore = before.endOfRow(row, atBefore);
            gains.of(ranked.item()[row], merged(ranked, after, atAfter, endAfter, before, atBefore, endBefore));
            atAfter = endAfter;
            atBefore = endBefore;
        }
    }

    private static PackedEdges merged(ItemNumbers.Ranked ranked, Cells after, int fromAfter, int endAfter,
            Cells before, int fromBefore, int endBefore) {
        EdgeAppender row = new EdgeAppender(16 * (endAfter - fromAfter + endBefore - fromBefore));
        int one = fromAfter;
        int other = fromBefore;
        while (one < endAfter || other < endBefore) {
            int column = Math.min(one < endAfter ? after.columns[one] : Integer.MAX_VALUE,
                    other < endBefore ? before.columns[other] : Integer.MAX_VALUE);
            double gainAfter = one < endAfter && after.columns[one] == column ? after.weights[one++] : 0;
            double gainBefore = other < endBefore && before.columns[other] == column ? before.weights[other++] : 0;
            row.append(ranked.id()[column], gainAfter, gainBefore);
        }
        return row.toEdges();
    }

    /** A sparse matrix as triples, sorted by row where nothing else is said. */
    private record Cells(int[] rows, int[] columns, double[] weights, int size) {

        /** Sorted by what were the columns, and within one of them as before. */
        Cells transposed(int count) {
            int[] start = new int[count + 1];
            for (int i = 0; i < size; i++) {
                start[columns[i] + 1]++;
            }
            for (int row = 0; row < count; row++) {
                start[row + 1] += start[row];
            }
            Cells result = new Cells(new int[size], new int[size], new double[size], size);
            for (int i = 0; i < size; i++) {
                int to = start[columns[i]]++;
                result.rows[to] = columns[i];
                result.columns[to] = rows[i];
                result.weights[to] = weights[i];
            }
            return result;
        }

        /** Equal cells, which stand side by side, made one. */
        Cells summed() {
            int count = 0;
            for (int i = 0; i < size; i++) {
                if (count > 0 && rows[count - 1] == rows[i] && columns[count - 1] == columns[i]) {
                    weights[count - 1] += weights[i];
                } else {
                    rows[count] = rows[i];
                    columns[count] = columns[i];
                    weights[count++] = weights[i];
                }
            }
            return new Cells(rows, columns, weights, count);
        }

        int endOfRow(int row, int from) {
            int end = from;
            while (end < size && rows[end] == row) {
                end++;
            }
            return end;
        }
    }
}
