/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.baselines;

import static org.bytedeco.openblas.global.openblas.LAPACK_ROW_MAJOR;
import static org.bytedeco.openblas.global.openblas.LAPACKE_spotrf;
import static org.bytedeco.openblas.global.openblas.LAPACKE_spotri;

import java.util.Arrays;
import java.util.List;
import org.tfllmer.evaluation.NextItemCase;
import org.tfllmer.evaluation.Scorer;
import org.tfllmer.tensors.NativeLibrary;

/**
 * EASE, a linear item-item model with a closed form that often wins on sparse data.
 *
 *   P = (XᵀX + λI)⁻¹     Bᵢⱼ = −Pᵢⱼ / Pⱼⱼ, Bⱼⱼ = 0     score of item j = Σ Bᵢⱼ over the user's items i
 *   X  users × n, 1 where the user had the item
 *
 * Time n³, memory 4 n² bytes. Source: Steck, "Embarrassingly shallow autoencoders for sparse data", 2019.
 */
public final class Ease implements Scorer {

    static {
        NativeLibrary.OPENBLAS.load();
    }

    /** An array holds no more. */
    private static final int MOST_ITEMS = 40_000;

    private final int items;
    private final float[] weights;

    private Ease(int items, float[] weights) {
        this.items = items;
        this.weights = weights;
    }

    /**
     * @param histories of items 0 … items − 1
     * @param ridge     λ, above 0
     * @throws IllegalArgumentException for more than 40,000 items
     */
    public static Ease of(int items, List<int[]> histories, double ridge) {
        if (items > MOST_ITEMS) {
            throw new IllegalArgumentException(
                    "EASE holds items × items numbers, so at most " + MOST_ITEMS + " items, were " + items);
        }
        float[] matrix = gram(items, histories);
        for (int item = 0; item < items; item++) {
            matrix[item * items + item] += (float) ridge;
        }
        int status = LAPACKE_spotrf(LAPACK_ROW_MAJOR, (byte) 'U', items, matrix, items);
        if (status == 0) {
            status = LAPACKE_spotri(LAPACK_ROW_MAJOR, (byte) 'U', items, matrix, items);
        }
        if (status != 0) {
            throw new ArithmeticException("LAPACK spotrf or spotri ended with status " + status);
        }
        return new Ease(items, weights(items, matrix));
    }

    private static float[] gram(int items, List<int[]> histories) {
        float[] gram = new float[items * items];
        for (int[] history : histories) {
            int[] distinct = Arrays.stream(history).distinct().toArray();
            for (int one : distinct) {
                for (int other : distinct) {
                    gram[one * items + other]++;
                }
            }
        }
        return gram;
    }

    /** B in place of the upper triangle of P. */
    private static float[] weights(int items, float[] inverse) {
        for (int i = 0; i < items; i++) {
            for (int j = 0; j < i; j++) {
                inverse[i * items + j] = inverse[j * items + i];
            }
        }
        float[] diagonal = new float[items];
        for (int j = 0; j < items; j++) {
            diagonal[j] = inverse[j * items + j];
        }
        for (int i = 0; i < items; i++) {
            for (int j = 0; j < items; j++) {
                inverse[i * items + j] = i == j ? 0 : -inverse[i * items + j] / diagonal[j];
            }
        }
        return inverse;
    }

    @Override
    public int items() {
        return items;
    }

    @Override
    public void score(List<NextItemCase> cases, float[] scores) {
        Arrays.fill(scores, 0, cases.size() * items, 0);
        for (int at = 0; at < cases.size(); at++) {
            for (int item : Arrays.stream(cases.get(at).history()).distinct().toArray()) {
                for (int j = 0; j < items; j++) {
                    scores[at * items + j] += weights[item * items + j];
                }
            }
        }
    }
}
