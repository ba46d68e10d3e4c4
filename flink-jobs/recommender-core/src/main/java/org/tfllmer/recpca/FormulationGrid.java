/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.recpca;

import java.util.ArrayList;
import java.util.List;

/**
 * What to compare when a formulation is to be chosen: PCA, and each formulation at strengths around its usual one, all
 * with each column scaling.
 */
public final class FormulationGrid {

    private static final double[] PROJECTION = {0.25, 0.5, 1};
    private static final double[] SMOOTHED = {1, 3, 10, 30, 100};
    private static final double[] SPECTRAL = {0.03, 0.1, 0.3, 0.5, 0.7, 0.9};

    private FormulationGrid() {}

    /** PCA first; the rest of the options is as in {@code base}. */
    public static List<RecPcaOptions> around(RecPcaOptions base) {
        List<RecPcaOptions> grid = new ArrayList<>();
        add(grid, base, Formulation.PROJECTION, 0);
        add(grid, base, Formulation.PROJECTION, PROJECTION);
        add(grid, base, Formulation.SMOOTHED, SMOOTHED);
        add(grid, base, Formulation.SPECTRAL, SPECTRAL);
        return grid;
    }

    private static void add(List<RecPcaOptions> grid, RecPcaOptions base, Formulation formulation,
            double... strengths) {
        for (double strength : strengths) {
            for (ColumnScaling scaling : ColumnScaling.values()) {
                grid.add(base.withFormulation(formulation, strength).withColumnScaling(scaling));
            }
        }
    }
}
