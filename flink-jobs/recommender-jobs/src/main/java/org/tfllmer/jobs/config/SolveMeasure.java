/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.config;

import java.util.Locale;

/** What a generation is measured by: in its record, as a metric, and in bounds. */
public enum SolveMeasure implements Measure {
    /** Solved items. */
    ITEMS,
    /** Items that could be shown and had no language-model embedding. */
    WAITING_ITEMS,
    /** Of the graph between solved items, each counted once. */
    EDGES,
    /** Wall-clock time from the first file read to the solution. */
    SOLVE_SECONDS,
    /** Value of the formulation's objective. */
    OBJECTIVE,
    LARGEST_EIGENVALUE,
    SMALLEST_EIGENVALUE,
    /** Largest ‖Mv − θv‖ / ‖M‖ of an eigenpair. */
    RESIDUAL,
    /** Steps of the iteration; 0 for a direct method. */
    ITERATIONS,
    /** Vectors that the operator was multiplied with; 0 for a direct method. */
    PRODUCTS,
    /** How far corrected sums were from full ones, where both were taken; see {@code rec-pca.full-every}. */
    DRIFT,
    /** Share of the embeddings' variance that the item vectors can give back, 0 … 1. */
    VARIANCE_KEPT,
    /** Items that the generation before has too. */
    COMMON_ITEMS,
    /** ‖Z − Z'‖ / ‖Z'‖ over the common items, Z' the generation before. */
    ALIGNMENT_RESIDUAL,
    /** Largest ‖zᵢ − z'ᵢ‖ of a common item. */
    LARGEST_MOVE,
    /** Longest to shortest vector: of the language-model embeddings. */
    NORM_DISPARITY_BEFORE,
    /** The same of the item vectors. */
    NORM_DISPARITY_AFTER,
    /** Standard deviation of the vectors' lengths to their mean: of the embeddings. */
    NORM_VARIATION_BEFORE,
    /** The same of the item vectors. */
    NORM_VARIATION_AFTER,
    /** Mean cosine of two embeddings. */
    MEAN_COSINE_BEFORE,
    /** Mean cosine of two item vectors. */
    MEAN_COSINE_AFTER,
    /** Total variation on the graph per unit of variance: of the embeddings. */
    TOTAL_VARIATION_BEFORE,
    /** The same of the item vectors. */
    TOTAL_VARIATION_AFTER,
    /** Condition number of the Hessian of the loss, where a probe batch was at hand. */
    HESSIAN_CONDITION;

    @Override
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
