/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.app.backtest;

import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import org.tfllmer.recpca.ColumnScaling;
import org.tfllmer.recpca.Formulation;
import org.tfllmer.recpca.RecPca;
import org.tfllmer.recpca.RecPcaOptions;

/** Where the item vectors of each method start: n × d, row after row. */
final class StartingVectors {

    /** AlphaFuse learns a quarter of the components, its null space. */
    private static final int LEARNED_ONE_IN = 4;

    private final BacktestData data;
    private final RecPcaOptions recPca;
    private final int dimension;
    /** Each is solved once, whatever method, backbone and seed ask for it. */
    private final Map<RecPcaOptions, float[]> solved = new ConcurrentHashMap<>();

    StartingVectors(BacktestData data, RecPcaOptions recPca) {
        this.data = data;
        this.recPca = recPca;
        this.dimension = recPca.dimension();
    }

    /**
     * @param smoothness of a method that {@link Method#usesGraph() uses the graph}
     * @return not to be written to
     */
    float[] of(Method method, long seed, OptionalDouble smoothness) {
        return switch (method) {
            case RANDOM -> random(seed);
            case PCA, NORMALISATION -> pca(ColumnScaling.NONE);
            case WHITENING -> pca(ColumnScaling.UNIT_VARIANCE);
            case ALPHA_FUSE -> withNullSpace(pca(ColumnScaling.UNIT_VARIANCE));
            case REC_PCA, TF_LLMER, TF_LLMER_FROZEN -> solved(
                    recPca.withFormulation(recPca.formulation(), smoothness.orElseThrow()));
            case POPULARITY, ITEM_KNN, EASE ->
                    throw new IllegalArgumentException(method.text() + " has no item vectors");
        };
    }

    /** Components, the first ones, that the method leaves as they start. */
    int frozenColumns(Method method) {
        return method == Method.ALPHA_FUSE ? dimension - dimension / LEARNED_ONE_IN : 0;
    }

    private float[] random(long seed) {
        Random random = new Random(seed);
        float[] values = new float[data.split().items() * dimension];
        for (int at = 0; at < values.length; at++) {
            values[at] = (float) (random.nextGaussian() / Math.sqrt(dimension));
        }
        return values;
    }

    private float[] pca(ColumnScaling scaling) {
        return solved(recPca.withPreparation(false, true)
                .withFormulation(Formulation.PROJECTION, 0).withColumnScaling(scaling));
    }

    private float[] solved(RecPcaOptions options) {
        return solved.computeIfAbsent(options, this::ofMeanLengthOne);
    }

    /** As large as random vectors on average, so that what differs between methods is not the scale. */
    private float[] ofMeanLengthOne(RecPcaOptions options) {
        float[] values = RecPca.solve(data.embeddings(), data.graph(), options).items().values();
        double squares = 0;
        for (float value : values) {
            squares += (double) value * value;
        }
        float factor = (float) Math.sqrt(data.split().items() / squares);
        for (int at = 0; at < values.length; at++) {
            values[at] *= factor;
        }
        return values;
    }

    private float[] withNullSpace(float[] values) {
        float[] frozen = new float[values.length];
        for (int at = 0; at < values.length; at++) {
            frozen[at] = at % dimension < frozenColumns(Method.ALPHA_FUSE) ? values[at] : 0;
        }
        return frozen;
    }
}
