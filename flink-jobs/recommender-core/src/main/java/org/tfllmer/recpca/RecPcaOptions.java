/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.recpca;

import java.io.Serializable;
import java.util.Objects;
import org.tfllmer.graph.Laplacian;

/**
 * What to solve.
 *
 * @param dimension d, the length of a reduced item vector
 * @param smoothness price of total variation on the graph; 0 is plain PCA. λ of projection and smoothed, any number
 *     from 0; β of spectral, 0 … 1
 * @param rowScaling whether each language-model embedding is first scaled to length 1
 * @param centring whether their mean is subtracted
 */
public record RecPcaOptions(int dimension, Formulation formulation, double smoothness, boolean rowScaling,
        boolean centring, ColumnScaling columnScaling, Laplacian.Form laplacian, Convergence convergence)
        implements Serializable {

    public RecPcaOptions {
        if (dimension < 1) {
            throw new IllegalArgumentException("rec-pca.dimension must be 1 or more, was " + dimension);
        }
        Objects.requireNonNull(formulation, "rec-pca.formulation");
        Objects.requireNonNull(columnScaling, "rec-pca.column-scaling");
        Objects.requireNonNull(laplacian, "rec-pca.laplacian");
        Objects.requireNonNull(convergence, "rec-pca convergence");
        if (!(smoothness >= 0) || Double.isInfinite(smoothness)) { // refuses NaN too
            throw new IllegalArgumentException("rec-pca.smoothness must be 0 or more, was " + smoothness);
        }
        if (formulation == Formulation.SPECTRAL && smoothness > 1) {
            throw new IllegalArgumentException(
                    "rec-pca.smoothness must be between 0 and 1 for spectral, was " + smoothness);
        }
    }

    /**
     * 64 columns of unit variance, smoothed at 30, from centred embeddings of length 1: the best of an untrained
     * next-item check on Amazon Beauty, with spectral at 0.1 close by.
     */
    public static RecPcaOptions defaults() {
        return new RecPcaOptions(64, Formulation.SMOOTHED, Formulation.SMOOTHED.usualSmoothness(), true, true,
                ColumnScaling.UNIT_VARIANCE, Laplacian.Form.NORMALISED, Convergence.defaults());
    }

    public RecPcaOptions withDimension(int other) {
        return new RecPcaOptions(other, formulation, smoothness, rowScaling, centring, columnScaling, laplacian,
                convergence);
    }

    public RecPcaOptions withFormulation(Formulation other, double itsSmoothness) {
        return new RecPcaOptions(dimension, other, itsSmoothness, rowScaling, centring, columnScaling, laplacian,
                convergence);
    }

    public RecPcaOptions withPreparation(boolean scaledRows, boolean centred) {
        return new RecPcaOptions(dimension, formulation, smoothness, scaledRows, centred, columnScaling, laplacian,
                convergence);
    }

    public RecPcaOptions withColumnScaling(ColumnScaling other) {
        return new RecPcaOptions(dimension, formulation, smoothness, rowScaling, centring, other, laplacian,
                convergence);
    }

    public RecPcaOptions withLaplacian(Laplacian.Form other) {
        return new RecPcaOptions(dimension, formulation, smoothness, rowScaling, centring, columnScaling, other,
                convergence);
    }

    public RecPcaOptions withConvergence(Convergence other) {
        return new RecPcaOptions(dimension, formulation, smoothness, rowScaling, centring, columnScaling, laplacian,
                other);
    }
}
