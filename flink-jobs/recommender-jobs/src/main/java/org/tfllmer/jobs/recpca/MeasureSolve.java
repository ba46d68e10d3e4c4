/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.recpca;

import java.util.EnumMap;
import java.util.Map;
import org.tfllmer.jobs.config.SolveMeasure;
import org.tfllmer.recpca.RecPcaOptions;
import org.tfllmer.recpca.RecPcaSolution;
import org.tfllmer.recpca.Telemetry;
import org.tfllmer.recpca.VectorMeasures;

/** Takes the measures of a solution. One that is not a number, as of a single item, is left out. */
final class MeasureSolve {

    /** There is no probe batch here, and only that would need it. */
    private static final int[][] NO_PROBE = new int[0][];
    private static final double ANY_TEMPERATURE = 1;

    private final Map<SolveMeasure, Double> measures = new EnumMap<>(SolveMeasure.class);

    private MeasureSolve() {}

    static Map<SolveMeasure, Double> of(SolveRequest request, SolveInput input, RecPcaOptions options,
            RecPcaSolution solution, double drift, double seconds) {
        MeasureSolve taken = new MeasureSolve();
        taken.put(SolveMeasure.ITEMS, input.items().size());
        taken.put(SolveMeasure.WAITING_ITEMS, request.waiting());
        taken.put(SolveMeasure.EDGES, input.graph().edges());
        taken.put(SolveMeasure.SOLVE_SECONDS, seconds);
        taken.put(SolveMeasure.DRIFT, drift);
        taken.solution(solution);
        taken.telemetry(Telemetry.of(
                input.embeddings(), input.graph(), options, solution, NO_PROBE, ANY_TEMPERATURE));
        return taken.measures;
    }

    private void solution(RecPcaSolution solution) {
        put(SolveMeasure.OBJECTIVE, solution.objective());
        put(SolveMeasure.LARGEST_EIGENVALUE, solution.eigenvalues()[0]);
        put(SolveMeasure.SMALLEST_EIGENVALUE, solution.eigenvalues()[solution.eigenvalues().length - 1]);
        put(SolveMeasure.RESIDUAL, solution.residual());
        put(SolveMeasure.ITERATIONS, solution.iterations());
        put(SolveMeasure.PRODUCTS, solution.products());
        put(SolveMeasure.COMMON_ITEMS, solution.alignment().commonItems());
        if (solution.alignment().commonItems() > 0) {
            put(SolveMeasure.ALIGNMENT_RESIDUAL, solution.alignment().residual());
            put(SolveMeasure.LARGEST_MOVE, solution.alignment().largestMove());
        }
    }

    private void telemetry(Telemetry telemetry) {
        VectorMeasures before = telemetry.before();
        put(SolveMeasure.NORM_DISPARITY_BEFORE, before.normDisparity());
        put(SolveMeasure.NORM_VARIATION_BEFORE, before.normVariation());
        put(SolveMeasure.MEAN_COSINE_BEFORE, before.meanCosine());
        put(SolveMeasure.TOTAL_VARIATION_BEFORE, before.totalVariation());
        VectorMeasures after = telemetry.after();
        put(SolveMeasure.NORM_DISPARITY_AFTER, after.normDisparity());
        put(SolveMeasure.NORM_VARIATION_AFTER, after.normVariation());
        put(SolveMeasure.MEAN_COSINE_AFTER, after.meanCosine());
        put(SolveMeasure.TOTAL_VARIATION_AFTER, after.totalVariation());
        put(SolveMeasure.VARIANCE_KEPT, telemetry.varianceKept());
        put(SolveMeasure.HESSIAN_CONDITION, telemetry.hessianCondition());
    }

    private void put(SolveMeasure measure, double value) {
        if (Double.isFinite(value)) {
            measures.put(measure, value);
        }
    }
}
