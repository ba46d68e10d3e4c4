/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.app.backtest;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tfllmer.backbone.SequenceModel;
import org.tfllmer.evaluation.NextItemCheck;
import org.tfllmer.graph.Laplacian;
import org.tfllmer.recpca.HessianCondition;
import org.tfllmer.recpca.VectorMeasures;
import org.tfllmer.tensors.Float32Matrix;

/** The paper's telemetry of a model's item vectors, as its scores use them. */
final class Diagnosis {

    /** Sequences enough for the average over them to settle. */
    private static final int PROBES = 64;

    private Diagnosis() {}

    /** @param when ends each name */
    static Map<String, Double> of(SequenceModel model, BacktestData data, String when) {
        Float32Matrix vectors =
                new Float32Matrix(model.itemCount(), model.options().dimension(), model.itemVectors());
        VectorMeasures measures =
                VectorMeasures.of(vectors, new Laplacian(data.graph(), Laplacian.Form.NORMALISED));
        Map<String, Double> telemetry = new LinkedHashMap<>();
        telemetry.put("normDisparity" + when, measures.normDisparity());
        telemetry.put("normVariation" + when, measures.normVariation());
        telemetry.put("meanCosine" + when, measures.meanCosine());
        telemetry.put("totalVariation" + when, measures.totalVariation());
        telemetry.put("hessianCondition" + when,
                new HessianCondition(vectors, model.options().temperature()).ofSequences(probes(data)));
        return telemetry;
    }

    private static int[][] probes(BacktestData data) {
        List<int[]> train = data.split().train();
        int count = Math.min(PROBES, train.size());
        int[][] probes = new int[count][];
        for (int at = 0; at < count; at++) {
            int[] history = train.get((int) ((long) at * train.size() / count));
            probes[at] = Arrays.copyOfRange(
                    history, Math.max(0, history.length - NextItemCheck.RECENT), history.length);
        }
        return probes;
    }
}
