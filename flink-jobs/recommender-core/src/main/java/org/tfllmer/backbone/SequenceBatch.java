/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.backbone;

import java.util.List;

/**
 * Sequences padded on the right to the longest of them.
 *
 * @param items size × length item indexes, row after row; padding holds item 0
 * @param positions where the outputs that count stand in the flattened items: padding is never among them
 * @param targets the next item at each of these positions; empty for prediction
 */
record SequenceBatch(int size, int length, long[] items, long[] positions, long[] targets) {

    /** Every position of the last {@code maxLength} inputs predicts the item after it. */
    static SequenceBatch forTraining(List<int[]> sequences, int maxLength) {
        int count = sequences.stream().mapToInt(sequence -> inputs(sequence, maxLength)).sum();
        int length = sequences.stream().mapToInt(sequence -> inputs(sequence, maxLength)).max().orElseThrow();
        SequenceBatch batch = new SequenceBatch(sequences.size(), length, new long[sequences.size() * length],
                new long[count], new long[count]);
        int at = 0;
        for (int row = 0; row < sequences.size(); row++) {
            int[] sequence = sequences.get(row);
            int inputs = inputs(sequence, maxLength);
            int first = sequence.length - 1 - inputs;
            for (int i = 0; i < inputs; i++, at++) {
                batch.items[row * length + i] = sequence[first + i];
                batch.positions[at] = (long) row * length + i;
                batch.targets[at] = sequence[first + i + 1];
            }
        }
        return batch;
    }

    /** The position after the last item of each history is what counts. */
    static SequenceBatch forPrediction(List<int[]> histories, int maxLength) {
        int length = histories.stream().mapToInt(history -> Math.min(history.length, maxLength)).max().orElseThrow();
        SequenceBatch batch = new SequenceBatch(histories.size(), length, new long[histories.size() * length],
                new long[histories.size()], new long[0]);
        for (int row = 0; row < histories.size(); row++) {
            int[] history = histories.get(row);
            int kept = Math.min(history.length, maxLength);
            for (int i = 0; i < kept; i++) {
                batch.items[row * length + i] = history[history.length - kept + i];
            }
            batch.positions[row] = (long) row * length + kept - 1;
        }
        return batch;
    }

    /** Positions of the sequence that predict. */
    static int inputs(int[] sequence, int maxLength) {
        return Math.min(sequence.length - 1, maxLength);
    }
}
