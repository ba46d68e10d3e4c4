/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.backbone;

import java.util.Arrays;

/**
 * How a candidate and what is in service rank the same held-out interactions, which neither was trained on.
 *
 * @param candidate ranks of the next items, 0 below the cutoff
 * @param served    the same for what is in service
 */
public record HeldOutQuality(int[] candidate, int[] served) {

    /** Beyond what chance does to a mean of so many differences. */
    private static final double STANDARD_ERRORS = 2;

    public int cases() {
        return candidate.length;
    }

    public double candidateNdcg() {
        return ndcg(candidate);
    }

    public double candidateHitRate() {
        return hitRate(candidate);
    }

    public double servedNdcg() {
        return ndcg(served);
    }

    public double servedHitRate() {
        return hitRate(served);
    }

    /**
     * Whether the candidate's NDCG is below the one in service by more than a share of it, and by more than twice the
     * standard error of the difference, case by case.
     *
     * @param margin 0 … 1
     */
    public boolean isWorseBy(double margin) {
        if (cases() < 2) {
            return false;
        }
        double difference = servedNdcg() - candidateNdcg();
        double squares = 0;
        for (int at = 0; at < cases(); at++) {
            double deviation = gain(served[at]) - gain(candidate[at]) - difference;
            squares += deviation * deviation;
        }
        double standardError = Math.sqrt(squares / (cases() - 1) / cases());
        return difference > margin * servedNdcg() && difference > STANDARD_ERRORS * standardError;
    }

    private static double ndcg(int[] ranks) {
        return Arrays.stream(ranks).mapToDouble(HeldOutQuality::gain).average().orElse(Double.NaN);
    }

    private static double hitRate(int[] ranks) {
        return Arrays.stream(ranks).mapToDouble(rank -> Math.signum(rank)).average().orElse(Double.NaN);
    }

    /** 1 / log₂(rank + 1), and 0 below the cutoff. */
    private static double gain(int rank) {
        return rank == 0 ? 0 : Math.log(2) / Math.log(rank + 1.0);
    }
}
